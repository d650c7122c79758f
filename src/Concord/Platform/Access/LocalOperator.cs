using Concord.Core.Kernel;
using Admission = Concord.Core.Kernel.Access;

namespace Concord.Platform.Access;

/// <summary>Whoever sits at this machine, until there are accounts. The question is put to <see cref="Admission"/> all the same.</summary>
internal static class LocalOperator
{
    public static Actor Actor { get; } = new(
        new ActorId(new Guid("01930000-0000-7000-8000-000000000001")), "local operator", Capacity.LocalOperator, null);

    public static Result<Permit> Ask(Doing doing) => Admission.Decide(Actor, doing);
}
