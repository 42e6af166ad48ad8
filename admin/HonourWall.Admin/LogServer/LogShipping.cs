using System.Globalization;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.LogServer;

/// <summary>
/// Sends every audit entry and every line of the log to the log server. The audit itself is the queue: what could not be sent is sent later, from where a file in
/// the data folder says. Syslog knows no receipt, so a new connection begins a little before that: the server may get an entry twice, never not at all.
/// </summary>
public sealed class LogShipping(LogServerAddress address, LogLines lines, AdminDbFactory databases, DataFolder folder, ILogger<LogShipping> logger) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1), Rest = TimeSpan.FromSeconds(5), LastWord = TimeSpan.FromSeconds(3);
    private const int Batch = 500, Overlap = 200;
    private readonly string _file = Path.Combine(folder.Root, "sent-to-log-server");
    private LogConnection? _connection;
    private long _sent;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LastWord);
        try
        {
            await SendAllAsync(patience.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The next start sends it.
        }
        if (_connection is not null) await _connection.DisposeAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var silent = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Pace;
            try
            {
                await SendAllAsync(stoppingToken);
                silent = false;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (_connection is not null) await _connection.DisposeAsync();
                _connection = null;
                if (!silent) logger.LogWarning("Nothing can be sent to the log server ({What}); the audit waits.", e is IOException ? e.Message : e.GetType().FullName);
                (silent, pause) = (true, Rest);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SendAllAsync(CancellationToken cancel)
    {
        if (_connection is { IsLeft: true }) throw new IOException($"{address.Host}:{address.Port}: closed");
        if (_connection is null)
        {
            _connection = await LogConnection.OpenAsync(address, cancel);
            _sent = Math.Max(0, await LastSentAsync(cancel) - Overlap);
        }
        while (await NextAsync(cancel) is { Count: > 0 } entries)
        {
            foreach (var entry in entries) await _connection.SendAsync(SyslogMessage.Of(entry), cancel);
            _sent = entries[^1].Sequence;
            await File.WriteAllTextAsync(_file, string.Create(CultureInfo.InvariantCulture, $"{_sent}|{entries[^1].Hash}"), cancel);
        }
        while (lines.Waiting.TryPeek(out var line))
        {
            await _connection.SendAsync(SyslogMessage.Of(line), cancel);
            lines.Waiting.TryRead(out _);
        }
    }

    private async Task<List<AuditEntry>> NextAsync(CancellationToken cancel)
    {
        await using var db = databases.Open(Actor.System("log-server"));
        return await db.AuditEntries.AsNoTracking().Where(e => e.Sequence > _sent).OrderBy(e => e.Sequence).Take(Batch).ToListAsync(cancel);
    }

    // From the beginning where there is no file yet, or where the database has been put back to another day.
    private async Task<long> LastSentAsync(CancellationToken cancel)
    {
        if (!File.Exists(_file) || (await File.ReadAllTextAsync(_file, cancel)).Split('|') is not [var number, var hash] || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)) return 0;
        await using var db = databases.Open(Actor.System("log-server"));
        return await db.AuditEntries.AnyAsync(e => e.Sequence == sequence && e.Hash == hash, cancel) ? sequence : 0;
    }
}
