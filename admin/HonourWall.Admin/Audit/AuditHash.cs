using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using HonourWall.Admin.Protection;

namespace HonourWall.Admin.Audit;

/// <summary>The keyed hash of an entry and the keyed digest of a value.</summary>
public static class AuditHash
{
    /// <summary>What stands before the first entry.</summary>
    public const string Genesis = "";

    public static string Of(DataKey key, string previous, AuditEntry entry)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Bytes);
        Add(hash, previous);
        Add(hash, entry.Sequence);
        Add(hash, entry.At.ToUnixTimeMilliseconds());
        Add(hash, entry.ActorId?.ToString("N"));
        Add(hash, entry.ActorName);
        Add(hash, entry.OrganisationPath);
        Add(hash, entry.Address);
        Add(hash, entry.Action);
        Add(hash, entry.Subject);
        Add(hash, entry.SubjectId);
        Add(hash, entry.Result);
        Add(hash, entry.Detail);
        Add(hash, entry.KeyId);
        return Convert.ToBase64String(hash.GetHashAndReset());
    }

    /// <summary>Stands for a value in the audit: equal values give equal digests, and without the key nothing can be guessed from it.</summary>
    public static string Digest(DataKey key, string place, string value) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key.Bytes, Encoding.UTF8.GetBytes(place + "\n" + value)).AsSpan(0, 8));

    private static void Add(IncrementalHash hash, long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        hash.AppendData(bytes);
    }

    // Length before text, and -1 for none: no two entries share their bytes.
    private static void Add(IncrementalHash hash, string? text)
    {
        var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        Add(hash, text is null ? -1 : bytes.Length);
        hash.AppendData(bytes);
    }
}
