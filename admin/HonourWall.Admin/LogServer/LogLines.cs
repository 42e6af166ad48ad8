using System.Threading.Channels;

namespace HonourWall.Admin.LogServer;

/// <summary>Keeps what the program logs until it has been sent; where the server is silent for long the oldest lines give way, for they stand in the journal as well.</summary>
public sealed class LogLines(TimeProvider clock) : ILoggerProvider
{
    private readonly TimeProvider _clock = clock;
    private readonly Channel<LogLine> _lines = Channel.CreateBounded<LogLine>(new BoundedChannelOptions(5_000) { FullMode = BoundedChannelFullMode.DropOldest });

    public ChannelReader<LogLine> Waiting => _lines.Reader;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose() => _lines.Writer.TryComplete();

    private sealed class Logger(LogLines lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and not LogLevel.None;

        // Of an exception its type: its words may hold a value.
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) lines._lines.Writer.TryWrite(new(lines._clock.GetUtcNow(), logLevel, $"{category}: {formatter(state, null)}{(exception is null ? "" : " " + exception.GetType().FullName)}"));
        }
    }
}
