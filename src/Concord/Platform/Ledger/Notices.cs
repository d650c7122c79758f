using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Platform.Ledger;

/// <summary>Somebody read a thing, or was refused it.</summary>
/// <param name="Permit">Who, in which capacity.</param>
/// <param name="Verb">One of <see cref="Noticed"/>.</param>
/// <param name="About">What the act will name.</param>
/// <param name="Thing">The thing, where it is one.</param>
/// <param name="Rule">The rule that refused, where that is known already.</param>
internal sealed record Notice(Permit Permit, string Verb, string About, Thing? Thing, string? Rule, DateTimeOffset At)
{
    /// <summary>Out of which sources beside the thing it told something, and under which of their labels; null is that of the whole.</summary>
    public ImmutableArray<(SourceId Source, LabelId? Label)> Shown { get; init; } = [];

    /// <summary>That the thing was read was noticed before, in this minute; what is told beside it is new.</summary>
    public bool IsMore { get; init; }
}

/// <summary>How acts of reading and refusals are called.</summary>
internal static class Noticed
{
    /// <summary>The file as received was handed out.</summary>
    public const string Original = "original.read";

    /// <summary>Something was shown among other things: in a list, a search, a table, beside a thing that is public.</summary>
    public const string List = "list.read";

    /// <summary>A list was taken out as a file.</summary>
    public const string Export = "export.read";

    public const string Refused = "access.refused";

    /// <summary>Of so many more things than are told one by one.</summary>
    public const string Others = "others";

    /// <summary>So many were not written, since more came than was kept waiting.</summary>
    public const string Missed = "access.not-noted";

    /// <summary>How all that merely looks at something ends.</summary>
    public const string End = ".read";

    public static string Read(string kind) => kind + End;

    public static IQueryable<ActRow> Reads(this IQueryable<ActRow> acts) => acts.Where(a => a.Verb.EndsWith(End));

    public static IQueryable<ActRow> Refusals(this IQueryable<ActRow> acts) => acts.Where(a => a.Verb == Refused);

    /// <summary>What was done, and not merely looked at.</summary>
    public static IQueryable<ActRow> Done(this IQueryable<ActRow> acts) => acts.Where(a => !a.Verb.EndsWith(End) && a.Verb != Refused);

    public static bool IsRead(string verb) => verb.EndsWith(End, StringComparison.Ordinal);
}

/// <summary>
/// Reads and refusals as they are noticed while requests are answered, one for each person, capacity, thing and minute (DESIGN 6). Noticing asks nobody and waits for nobody, so that
/// what is hidden and what is not there take the same time; what of it is an act is found out behind the answers.
/// </summary>
internal sealed class Notices(TimeProvider clock)
{
    /// <summary>So many wait to be written; of what comes then only the number is kept.</summary>
    public const int Most = 10_000;

    /// <summary>So many sources are told by one act.</summary>
    public const int SourcesOfOne = 1_000;

    /// <summary>So many sources of lists are remembered in a minute.</summary>
    public const int MostListed = 200_000;

    /// <summary>So many refusals of one person are told one by one in a minute; the rest are one act.</summary>
    public const int RefusedOfOne = 100;

    private readonly Lock guard = new();
    private readonly HashSet<(ActorId, Capacity, BodyId?, string, string)> known = [];
    private readonly Dictionary<(ActorId, Capacity, BodyId?), int> refused = [];
    private readonly HashSet<((ActorId, Capacity, BodyId?, string, string), SourceId, LabelId?)> listed = [];
    private readonly Dictionary<(ActorId, Capacity, BodyId?, string, string), Task<Result<int>>> handedOut = [];
    private List<Notice> waiting = [];
    private long minute;
    private long missed;

    /// <param name="shown">What else the answer told of.</param>
    public void Read(Permit permit, Thing thing, IReadOnlyCollection<(SourceId Source, LabelId? Label)> shown) =>
        Add(new Notice(permit, Noticed.Read(thing.Kind), thing.ToString(), thing, null, clock.GetUtcNow()), shown);

    /// <summary>An answer about many things: what it told out of each source is noticed once in a minute.</summary>
    /// <param name="verb"><see cref="Noticed.List"/> or <see cref="Noticed.Export"/>.</param>
    /// <param name="page">Which one.</param>
    public void Listed(Permit permit, string verb, string page, IReadOnlyCollection<(SourceId Source, LabelId? Label)> shown) =>
        Add(new Notice(permit, verb, page, null, null, clock.GetUtcNow()), shown);

    /// <param name="about">The thing, or the page, that was asked for.</param>
    /// <param name="rule">Null where the labels of the thing say it.</param>
    public void Refused(Permit permit, string about, Thing? thing, string? rule) => Refuse(new Notice(permit, Noticed.Refused, about, thing, rule, clock.GetUtcNow()));

    /// <summary>What is noticed before it is answered: written by <paramref name="write"/> once in a minute, which everybody who asks again waits for.</summary>
    public async Task<Result<int>> OnceAsync(Notice notice, Func<Notice, Task<Result<int>>> write)
    {
        Task<Result<int>> written;
        lock (guard)
        {
            Turn();
            if (!handedOut.TryGetValue(Key(notice), out written!))
            {
                handedOut[Key(notice)] = written = write(notice);
            }
        }

        var done = await written.ConfigureAwait(false);
        if (!done.IsOk)
        {
            lock (guard)
            {
                _ = handedOut.Remove(Key(notice));
            }
        }

        return done;
    }

    /// <summary>Takes what waits, and how many more were not kept.</summary>
    public (IReadOnlyList<Notice> Waiting, long Missed) Take()
    {
        lock (guard)
        {
            var taken = (waiting, missed);
            (waiting, missed) = ([], 0);
            return taken;
        }
    }

    /// <summary>What could not be written waits on.</summary>
    public void Back(IReadOnlyList<Notice> notices, long more)
    {
        lock (guard)
        {
            waiting = [.. notices.Take(Most), .. waiting];
            missed += more;
            Bound();
        }
    }

    private void Add(Notice notice, IReadOnlyCollection<(SourceId Source, LabelId? Label)> shown)
    {
        lock (guard)
        {
            Turn();
            var fresh = shown.Where(s => listed.Count < MostListed ? listed.Add((Key(notice), s.Source, s.Label)) : Miss()).Chunk(SourcesOfOne).ToList();
            var first = known.Add(Key(notice));
            waiting.AddRange(fresh.Select((some, at) => notice with { Shown = [.. some], IsMore = !first || at > 0 }));
            if (first && fresh.Count == 0)
            {
                waiting.Add(notice);
            }

            Bound();
        }
    }

    private void Refuse(Notice notice)
    {
        lock (guard)
        {
            Turn();
            if (known.Contains(Key(notice)))
            {
                return;
            }

            var who = (notice.Permit.Actor.Id, notice.Permit.Actor.Capacity, notice.Permit.Actor.Body);
            refused[who] = refused.GetValueOrDefault(who) + 1;
            if (refused[who] > RefusedOfOne)
            {
                notice = notice with { About = Noticed.Others, Thing = null, Rule = null };
            }

            if (known.Add(Key(notice)))
            {
                waiting.Add(notice);
                Bound();
            }
        }
    }

    private bool Miss()
    {
        missed++;
        return false;
    }

    private void Bound()
    {
        if (waiting.Count > Most)
        {
            missed += waiting.Count - Most;
            waiting.RemoveRange(Most, waiting.Count - Most);
        }
    }

    /// <summary>With each minute it begins anew.</summary>
    private void Turn()
    {
        var now = clock.GetUtcNow().UtcTicks / TimeSpan.TicksPerMinute;
        if (now != minute)
        {
            minute = now;
            known.Clear();
            refused.Clear();
            listed.Clear();
            handedOut.Clear();
        }
    }

    private static (ActorId, Capacity, BodyId?, string, string) Key(Notice n) => (n.Permit.Actor.Id, n.Permit.Actor.Capacity, n.Permit.Actor.Body, n.Verb, n.About);
}
