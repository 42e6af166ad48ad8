using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace HonourWall.Admin.Uploads;

/// <summary>What the scanner said of a file.</summary>
public enum Scan
{
    Clean,
    Infected,

    /// <summary>Nothing that can be relied on: no daemon, no time, another answer.</summary>
    Unknown,
}

/// <summary>A client of the ClamAV daemon (man clamd, <c>INSTREAM</c>): the file is handed over in pieces, each with its length, and one line comes back.</summary>
public sealed class VirusScanner(ScannerAddress address)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <returns>With the name of what was found, or why nothing is known.</returns>
    public async Task<(Scan Verdict, string Word)> ScanAsync(Stream content, CancellationToken cancel)
    {
        var answer = await AskAsync("zINSTREAM\0", content, cancel);
        const string Stream = "stream: ", Found = " FOUND";
        return answer switch
        {
            "stream: OK" => (Scan.Clean, "OK"),
            _ when answer.StartsWith(Stream, StringComparison.Ordinal) && answer.EndsWith(Found, StringComparison.Ordinal) => (Scan.Infected, Name(answer[Stream.Length..^Found.Length])),
            _ => (Scan.Unknown, Name(answer)),
        };
    }

    /// <summary>Whether it is there.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancel) => await AskAsync("zPING\0", null, cancel) == "PONG";

    // What the daemon says; what kept it from answering where it does not.
    private async Task<string> AskAsync(string command, Stream? content, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            using var socket = new Socket(address.Place.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(address.Place, patience.Token);
            await using var line = new NetworkStream(socket);
            await line.WriteAsync(Encoding.ASCII.GetBytes(command), patience.Token);
            if (content is not null) await SendAsync(line, content, patience.Token);
            using var answer = new StreamReader(line, Encoding.UTF8);
            return (await answer.ReadToEndAsync(patience.Token)).TrimEnd('\0');
        }
        catch (Exception e) when (e is SocketException or IOException || e is OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return e.GetType().Name;
        }
    }

    private static async Task SendAsync(NetworkStream line, Stream content, CancellationToken cancel)
    {
        var piece = new byte[4 + 128 * 1024];
        int read;
        do
        {
            read = await content.ReadAtLeastAsync(piece.AsMemory(4), piece.Length - 4, throwOnEndOfStream: false, cancel);
            BinaryPrimitives.WriteInt32BigEndian(piece, read);
            await line.WriteAsync(piece.AsMemory(0, 4 + read), cancel);
        }
        while (read > 0);
    }

    // Names of signatures go into the audit and the log: nothing else gets there by this way.
    private static string Name(string text) => new([.. text.Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ' ').Take(80)]);
}
