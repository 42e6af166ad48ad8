using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HonourWall.Admin.Accounts;

/// <summary>Time-based one-time passwords (RFC 6238): SHA-1, six digits, thirty seconds, as every authenticator app does them.</summary>
public static class Totp
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Seconds = 30;

    /// <summary>A new key of 160 bits in Base32.</summary>
    public static string NewSecret() => Encode(RandomNumberGenerator.GetBytes(20));

    /// <summary>The step whose code was typed, if it is the current one, or as near to it as is allowed, and later than the last one used; else null.</summary>
    /// <param name="neighbours">Steps before and after the current one that count as well; with none a code lives thirty seconds.</param>
    public static long? Match(string secret, string code, DateTimeOffset now, long lastStep, int neighbours)
    {
        var typed = Encoding.ASCII.GetBytes(string.Concat(code.Where(c => !char.IsWhiteSpace(c))));
        var current = now.ToUnixTimeSeconds() / Seconds;
        long? match = null;
        for (var step = current - neighbours; step <= current + neighbours; step++)
        {
            var good = CryptographicOperations.FixedTimeEquals(typed, Encoding.ASCII.GetBytes(Code(secret, step)));
            if (good && step > lastStep) match ??= step;
        }
        return match;
    }

    public static string Code(string secret, DateTimeOffset at) => Code(secret, at.ToUnixTimeSeconds() / Seconds);

    /// <summary>The address that an authenticator app reads.</summary>
    public static string Address(string secret, string login) => $"otpauth://totp/HonourWall:{Uri.EscapeDataString(login)}?secret={secret}&issuer=HonourWall";

    private static string Code(string secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        // RFC 6238 and the apps use SHA-1 here; its weakness against collisions does not matter to an HMAC.
#pragma warning disable CA5350
        var hash = HMACSHA1.HashData(Decode(secret), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        int buffer = 0, bits = 0;
        foreach (var b in bytes)
        {
            buffer = (buffer << 8) | b;
            bits += 8;
            while (bits >= 5) text.Append(Alphabet[(buffer >> (bits -= 5)) & 31]);
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0) text.Append(Alphabet[(buffer << (5 - bits)) & 31]);
        return text.ToString();
    }

    private static byte[] Decode(string text)
    {
        var bytes = new List<byte>();
        int buffer = 0, bits = 0;
        foreach (var c in text)
        {
            buffer = (buffer << 5) | Alphabet.IndexOf(c, StringComparison.Ordinal);
            bits += 5;
            if (bits < 8) continue;
            bytes.Add((byte)(buffer >> (bits -= 8)));
            buffer &= (1 << bits) - 1;
        }
        return [.. bytes];
    }
}
