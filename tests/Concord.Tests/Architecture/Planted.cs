// Trespasses planted on purpose: each must be found by the rules, and the allowed uses must not.
#pragma warning disable IDE0130, CA1812, CA1822, CA1852, CA1052, CA1805, CA2201, IDE0059, CA1034, CA1711
using Concord.Core.Kernel;
using Planted.Modules.Beta;
using Planted.Modules.Beta.Contracts;

namespace Planted.Core.Kernel
{
    public sealed record Word(string Text);
}

namespace Planted.Core.Alpha
{
    public sealed record AlphaThing(Planted.Core.Kernel.Word Word);
}

namespace Planted.Core.Beta
{
    public sealed record SeesAnotherModule(Planted.Core.Alpha.AlphaThing Other);
}

namespace Planted.Modules.Beta
{
    public sealed class BetaRow
    {
        public static BetaRow Load() => new();

        public static T Make<T>() where T : new() => new();
    }

    [AttributeUsage(AttributeTargets.Class)]
    public sealed class BetaMarkAttribute : Attribute;
}

namespace Planted.Modules.Beta.Contracts
{
    public sealed record BetaHappened(string What);

    public interface IBeta;

    public interface ISecondBeta;

    public sealed class NotARecord;
}

namespace Planted.Modules.Alpha
{
    public class InSignature
    {
        public BetaRow? Get() => null;
    }

    public class InBody
    {
        public string Get() => BetaRow.Load().ToString()!;
    }

    public class InLambda
    {
        public Func<string> Get() => () => BetaRow.Load().ToString()!;
    }

    public class InAsync
    {
        public async Task<string> Get()
        {
            await Task.Yield();
            return BetaRow.Load().ToString()!;
        }
    }

    public class InIterator
    {
        public IEnumerable<string> Get()
        {
            yield return BetaRow.Load().ToString()!;
        }
    }

    public class InGenericArgument
    {
        public object Get() => BetaRow.Make<BetaRow>();

        public List<BetaRow>? All { get; set; }
    }

    public class InArray
    {
        public object Get() => Array.Empty<BetaRow[]>();
    }

    [BetaMark]
    public class InAttribute;

    public class InTypeof
    {
        public string Get() => typeof(BetaRow).Name;
    }

    public class UsesContractsOnly
    {
        public BetaHappened Get() => new("allowed");
    }

    public class DropsResult
    {
        public static Result<int> Decide() => new Refusal("planted.no");

        public void Get() => Decide();
    }

    public class DropsAwaitedResult
    {
        public static async Task<Result<int>> Decide()
        {
            await Task.Yield();
            return new Refusal("planted.no");
        }

        public async Task Get() => await Decide();
    }

    public class ReadsResult
    {
        public int Get() => DropsResult.Decide().Match(v => v, _ => 0);
    }

    public class Saves(Microsoft.EntityFrameworkCore.DbContext db)
    {
#pragma warning disable RS0030
        public void Get() => db.SaveChanges();
#pragma warning restore RS0030
    }
}

namespace Planted.Platform
{
    public class PlatformSeesModule
    {
        public string Get() => BetaRow.Load().ToString()!;
    }
}
