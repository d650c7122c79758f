using System.CommandLine;
using Concord.Platform.Db;
using Concord.Platform.I18n;

namespace Concord.Commands;

/// <summary>Options that several commands share.</summary>
internal sealed class CommandOptions
{
    public Option<string> Data { get; } = new("--data")
    {
        Description = Texts.Here("server.option.data"),
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("CONCORD_DATA") is { Length: > 0 } folder ? folder : "data",
    };

    public Option<string?> Database { get; } = new("--database")
    {
        Description = Texts.Here("server.option.database"),
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("CONCORD_DATABASE") is { Length: > 0 } connection ? connection : null,
    };

    public void AddTo(Command command)
    {
        command.Options.Add(Data);
        command.Options.Add(Database);
    }

    public StoreSettings Store(ParseResult parsed) =>
        new(Path.GetFullPath(parsed.GetValue(Data) ?? "data"), parsed.GetValue(Database));

    /// <summary>Services for a command that serves nobody.</summary>
    public ServiceProvider Services(ParseResult parsed) => Services(Store(parsed));

    public static ServiceProvider Services(StoreSettings store) =>
        new ServiceCollection().AddLogging(l => l.SetMinimumLevel(LogLevel.Error)).AddConcord(store).BuildServiceProvider(validateScopes: true);
}
