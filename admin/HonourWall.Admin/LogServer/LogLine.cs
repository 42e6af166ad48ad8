namespace HonourWall.Admin.LogServer;

/// <summary>A line of the console that waits for the log server.</summary>
public sealed record LogLine(DateTimeOffset At, LogLevel Level, string Text);
