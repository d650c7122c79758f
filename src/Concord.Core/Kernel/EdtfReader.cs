using System.Text;

namespace Concord.Core.Kernel;

/// <summary>Reads an EDTF expression: a date, an interval, or a set. Linear in its length, which is bounded.</summary>
internal static class EdtfReader
{
    private const int Longest = 400;

    public static Result<When> Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return new Refusal("when.empty");
        }

        if (text.Length > Longest)
        {
            return new Refusal("when.too-long", text[..20]);
        }

        if (text[0] is '[' or '{')
        {
            return Set(text);
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? EdtfDate.Read(text).Map(date => new When(text, date.Bounds))
            : text.IndexOf('/', slash + 1) >= 0 ? new Refusal("when.interval-parts", text)
            : Interval(text, text[..slash], text[(slash + 1)..]);
    }

    private static Result<When> Interval(string text, string start, string end)
    {
        if (start is "" or ".." && end is "" or "..")
        {
            return new Refusal("when.interval-says-nothing", text);
        }

        if (start is "" or "..")
        {
            return EdtfDate.Read(end).Map(date => new When(
                text, new(null, date.Latest, start.Length > 0 ? long.MinValue : long.MaxValue, date.Earliest)));
        }

        if (end is "" or "..")
        {
            return EdtfDate.Read(start).Map(date => new When(
                text, new(date.Earliest, null, date.Latest, end.Length > 0 ? long.MaxValue : long.MinValue)));
        }

        return EdtfDate.Read(start).Then(from => EdtfDate.Read(end).Then<When>(to =>
            from.First > to.Last
                ? new Refusal("when.interval-reversed", start, end)
                : new When(text, new(from.Earliest, to.Latest, from.Latest, to.Earliest))));
    }

    private static Result<When> Set(string text)
    {
        var closing = text[0] == '[' ? ']' : '}';
        if (text[^1] != closing || text.Length < 2)
        {
            return new Refusal("when.set-unclosed", text);
        }

        var canonical = new StringBuilder().Append(text[0]);
        long? first = long.MaxValue;
        long? last = long.MinValue;
        var members = text[1..^1].Split(',');
        for (var i = 0; i < members.Length; i++)
        {
            var member = members[i].Trim(' ');
            var isFirst = i == 0;
            var isLast = i == members.Length - 1;
            var faults = Member(member, isFirst, isLast).Match<Refusal?>(
                span =>
                {
                    first = first is null || span.First is null ? null : Math.Min(first.Value, span.First.Value);
                    last = last is null || span.Last is null ? null : Math.Max(last.Value, span.Last.Value);
                    return null;
                },
                refusals => refusals[0]);
            if (faults is not null)
            {
                return faults;
            }

            _ = canonical.Append(isFirst ? "" : ",").Append(member);
        }

        return new When(canonical.Append(closing).ToString(), EdtfBounds.Set(first, last));
    }

    private static Result<(long? First, long? Last)> Member(string member, bool isFirst, bool isLast)
    {
        if (member.Length == 0)
        {
            return new Refusal("when.set-member-empty");
        }

        var dots = member.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
        {
            return EdtfDate.Read(member).Map<(long?, long?)>(date => (date.Earliest, date.Latest));
        }

        var (start, end) = (member[..dots], member[(dots + 2)..]);
        if ((start.Length == 0 && end.Length == 0) || (start.Length == 0 && !isFirst) || (end.Length == 0 && !isLast))
        {
            return new Refusal("when.set-open", member);
        }

        if (start.Length == 0)
        {
            return EdtfDate.Read(end).Map<(long?, long?)>(date => (null, date.Latest));
        }

        if (end.Length == 0)
        {
            return EdtfDate.Read(start).Map<(long?, long?)>(date => (date.Earliest, null));
        }

        return EdtfDate.Read(start).Then(from => EdtfDate.Read(end).Then<(long?, long?)>(to =>
            from.First > to.Last ? new Refusal("when.interval-reversed", start, end) : (from.Earliest, to.Latest)));
    }
}
