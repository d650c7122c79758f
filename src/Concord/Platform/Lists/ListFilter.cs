using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Kernel;
using Microsoft.Extensions.Primitives;

namespace Concord.Platform.Lists;

/// <summary>What may stand in a filter.</summary>
internal enum FilterForm
{
    /// <summary>Words.</summary>
    Text,

    /// <summary>The id of a thing.</summary>
    Id,

    /// <summary>One day: 2008-04-15.</summary>
    Day,

    /// <summary>One of the choices.</summary>
    Choice,

    /// <summary>A name out of the process pack, which is looked up when the list is asked.</summary>
    Name,

    /// <summary>A whole number from 1.</summary>
    Number,
}

/// <summary>A parameter by which a list is narrowed, the same in the address of its page, in the API, and in what is taken out.</summary>
/// <param name="Name">As it stands in addresses: <c>known-since</c>.</param>
internal sealed record ListFilter(string Name, FilterForm Form)
{
    /// <summary>All that may stand there; for <see cref="FilterForm.Choice"/>.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>Nothing is answered without it.</summary>
    public bool Needed { get; init; }

    /// <summary>The names of an enum's values, as addresses have them.</summary>
    public static ListFilter Of<T>(string name) where T : struct, Enum => new(name, FilterForm.Choice) { Choices = [.. Enum.GetValues<T>().Select(Names.Of)] };

    /// <summary>The code of the refusal; null when the text is such a value.</summary>
    public string? Fault(string value) => Form switch
    {
        FilterForm.Id => Guid.TryParseExact(value, "D", out _) ? null : "list.filter-id",
        FilterForm.Day => Days.Read(value) is null ? "list.filter-day" : null,
        FilterForm.Choice => Choices.Contains(value) ? null : "list.filter-choice",
        FilterForm.Number => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? null : "list.filter-number",
        FilterForm.Text or FilterForm.Name => value.Length > Longest ? "list.filter-text" : null,
    };

    private const int Longest = 400;
}

/// <summary>Days as addresses have them.</summary>
internal static class Days
{
    public static DateOnly? Read(string? value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>One of these may lie between the two days, each included; whoever asks for no time is given what has no date too.</summary>
    public static bool AnyIn(IEnumerable<When> dates, DateOnly? since, DateOnly? until) =>
        (since is null && until is null) || dates.Any(d => !(d.Latest < since) && !(d.Earliest > until));
}

/// <summary>Values of closed families as addresses and answers have them: <c>national-plan</c>.</summary>
internal static class Names
{
    public static string Of<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public static T? Read<T>(string? name) where T : struct, Enum => Enum.GetValues<T>().Where(v => Of(v) == name).Select(v => (T?)v).FirstOrDefault();
}

/// <summary>The filters that somebody asked with, each checked for its form.</summary>
internal sealed record ListQuery(ImmutableSortedDictionary<string, string> Values)
{
    public static ListQuery All { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    public string? this[string name] => Values.GetValueOrDefault(name);

    public DateOnly? Day(string name) => Days.Read(this[name]);

    public Guid? Id(string name) => this[name] is { } value ? Guid.Parse(value, CultureInfo.InvariantCulture) : null;

    public int? Number(string name) => this[name] is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : null;

    public T? Choice<T>(string name) where T : struct, Enum => Names.Read<T>(this[name]);

    public ListQuery Without(string name) => new(Values.Remove(name));

    public ListQuery With(string name, string value) => new(Values.SetItem(name, value));

    /// <summary>As it stands in an address, in the order of the names; empty for none.</summary>
    public string Address => QueryString.Create(Values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))).ToString();

    /// <summary>
    /// Nothing is passed over in silence: a name that is not known, a value that is none of its kind, and one given twice are refused by name. A field of a form that
    /// was left empty was not asked.
    /// </summary>
    public static Result<ListQuery> Read(IReadOnlyCollection<ListFilter> filters, IEnumerable<KeyValuePair<string, StringValues>> given)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var faults = ImmutableArray.CreateBuilder<Refusal>();
        foreach (var (name, all) in given)
        {
            var texts = all.Where(v => !string.IsNullOrWhiteSpace(v)).Select(v => v!.Trim()).ToArray();
            if (filters.FirstOrDefault(f => f.Name == name) is not { } filter)
            {
                faults.Add(new Refusal("list.filter-unknown", name, string.Join(", ", filters.Select(f => f.Name))));
            }
            else if (texts.Length > 1)
            {
                faults.Add(new Refusal("list.filter-twice", name));
            }
            else if (texts is [var text])
            {
                if (filter.Fault(text) is { } fault)
                {
                    faults.Add(new Refusal(fault, name, text, string.Join(", ", filter.Choices)));
                }

                values[name] = text;
            }
        }

        faults.AddRange(filters.Where(f => f.Needed && !values.ContainsKey(f.Name)).Select(f => new Refusal("list.filter-needed", f.Name)));
        return faults.Count > 0 ? faults.ToImmutable() : new ListQuery(values.ToImmutable());
    }
}
