using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Concord.Tests.Edge;

/// <summary>Keeps whatever a server says in its log, texts of faults too.</summary>
internal sealed class Said : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public string All => string.Join('\n', Lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue(formatter(state, exception) + "\n" + exception);

    public void Dispose()
    {
    }
}
