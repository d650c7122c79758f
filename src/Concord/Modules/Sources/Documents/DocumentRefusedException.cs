using Concord.Core.Kernel;

namespace Concord.Modules.Sources.Documents;

/// <summary>Ends a reading from any depth of a foreign parser; <see cref="DocumentReader"/> turns it into its refusal.</summary>
internal sealed class DocumentRefusedException(Refusal refusal) : Exception(refusal.Code)
{
    public Refusal Refusal { get; } = refusal;
}
