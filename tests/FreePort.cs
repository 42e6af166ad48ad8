using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace HonourWall;

/// <summary>
/// A port on which a program that a test starts can listen. It lies below those that the system gives to connections going out (from 32,768 on): there any other test's connection
/// could take it before that program has it, or while it starts again.
/// </summary>
internal static class FreePort
{
    private static readonly ConcurrentDictionary<int, bool> Taken = [];

    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            if (Taken.TryAdd(port, true) && IsFree(port)) return port;
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
