using System.Net;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.LogServer;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Uploads;

namespace HonourWall.Admin.Web;

/// <summary>What one running server is made of.</summary>
public sealed record AdminOptions
{
    public required DataFolder Folder { get; init; }

    public required DatabaseAddress Database { get; init; }

    public required KeyRing Ring { get; init; }

    public required AccountPolicy Policy { get; init; }

    /// <summary>The people are invented: every page says so.</summary>
    public bool Demo { get; init; }

    /// <summary>Names under which the room is reached; others are refused (DNS rebinding).</summary>
    public IReadOnlyList<string> Hosts { get; init; } = ["127.0.0.1", "localhost", "[::1]"];

    /// <summary>Proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed.</summary>
    public IReadOnlyList<IPAddress> Proxies { get; init; } = [IPAddress.Loopback, IPAddress.IPv6Loopback];

    /// <summary>Who looks for viruses in uploads; null means that nobody does.</summary>
    public ScannerAddress? VirusScanner { get; init; }

    /// <summary>Where the audit and the log are sent to; null means nowhere.</summary>
    public LogServerAddress? LogServer { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public int PasswordIterations { get; init; } = Passwords.Iterations;

    /// <summary>Requests a minute, per session or address.</summary>
    public int RequestsPerMinute { get; init; } = 600;

    /// <summary>Sign-in and activation attempts a minute, per address.</summary>
    public int SignInsPerMinute { get; init; } = 20;
}
