using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace HonourWall.Admin.Protection;

/// <summary>Seals, opens, masks and indexes protected fields with the keys of a ring.</summary>
public sealed class Vault(KeyRing ring, IEnumerable<ISealingModule> modules)
{
    private readonly ImmutableArray<ISealingModule> _modules = [.. modules];

    public Vault(KeyRing ring) : this(ring, [new AesGcmModule()])
    {
    }

    /// <summary>Seals a text for one place. Whatever it looks like: a text that looks sealed is sealed again.</summary>
    /// <param name="field">The column.</param>
    /// <param name="row">The row's id: made before the row is saved.</param>
    /// <param name="plain">The text.</param>
    public ProtectedText Seal(ProtectedField field, Guid row, string plain)
    {
        var text = Encoding.UTF8.GetBytes(plain);
        var stored = SealBytes(field, row, text);
        CryptographicOperations.ZeroMemory(text);
        return stored;
    }

    /// <summary>As <see cref="Seal"/>, for a file.</summary>
    public ProtectedText SealBytes(ProtectedField field, Guid row, ReadOnlySpan<byte> plain)
    {
        var module = _modules[0];
        var key = ring.Active(KeyPurpose.Data);
        Span<byte> nonce = stackalloc byte[module.NonceBytes];
        Span<byte> tag = stackalloc byte[module.TagBytes];
        var cipher = new byte[plain.Length];
        RandomNumberGenerator.Fill(nonce);
        module.Seal(key.Bytes, nonce, plain, cipher, tag, Bound(module.Version, key.Id, field, row));
        return ProtectedText.FromStored($"{module.Version}|{key.Id}|{Convert.ToBase64String(nonce)}|{Convert.ToBase64String(cipher)}|{Convert.ToBase64String(tag)}");
    }

    /// <summary>As <see cref="Seal"/>; null and blank stay null.</summary>
    public ProtectedText? SealOrNull(ProtectedField field, Guid row, string? plain) => string.IsNullOrWhiteSpace(plain) ? null : Seal(field, row, plain.Trim());

    /// <summary>The plain text, for the named purpose.</summary>
    /// <exception cref="ProtectionException">It is not ours, was changed, or was copied from another place.</exception>
    public string Open(ProtectedField field, Guid row, ProtectedText value, OpenPurpose purpose) => Encoding.UTF8.GetString(OpenBytes(field, row, value, purpose));

    /// <summary>As <see cref="Open"/>, for a file.</summary>
    public byte[] OpenBytes(ProtectedField field, Guid row, ProtectedText value, OpenPurpose purpose)
    {
        _ = purpose;
        var parts = value.Stored.Split('|');
        if (parts.Length != 5) throw Broken(field, row);
        var module = _modules.FirstOrDefault(m => string.Equals(m.Version, parts[0], StringComparison.Ordinal)) ?? throw Broken(field, row);
        var key = ring.Get(parts[1], KeyPurpose.Data);
        try
        {
            var cipher = Convert.FromBase64String(parts[3]);
            var plain = new byte[cipher.Length];
            module.Open(key.Bytes, Convert.FromBase64String(parts[2]), cipher, Convert.FromBase64String(parts[4]), plain, Bound(parts[0], key.Id, field, row));
            return plain;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException)
        {
            throw Broken(field, row, e);
        }
    }

    /// <summary>The masked text for a page or an export; empty for null.</summary>
    public string Mask(ProtectedField field, Guid row, ProtectedText? value, bool strict = false) =>
        value is null ? "" : Masking.Mask(field.Kind, Open(field, row, value, OpenPurpose.Internal), strict);

    /// <summary>The blind index to store for a text: an HMAC of its normal form under a key of its own.</summary>
    public string Index(ProtectedField field, string plain) => Index(ring.Active(KeyPurpose.Index), field, plain);

    /// <summary>As <see cref="Index(ProtectedField, string)"/>; null and blank stay null.</summary>
    public string? IndexOrNull(ProtectedField field, string? plain) => string.IsNullOrWhiteSpace(plain) ? null : Index(field, plain);

    /// <summary>The blind indexes to look for: one per live key, so that look-ups go on during a rotation.</summary>
    public string[] Indexes(ProtectedField field, string plain) => [.. ring.All(KeyPurpose.Index).Select(key => Index(key, field, plain))];

    /// <summary>Whether value or index were made with a key that is no longer active.</summary>
    public bool IsStale(ProtectedText? value, string? index) =>
        (value is not null && !value.Stored.StartsWith($"{_modules[0].Version}|{ring.Active(KeyPurpose.Data).Id}|", StringComparison.Ordinal))
        || (index is not null && !index.StartsWith(ring.Active(KeyPurpose.Index).Id + ":", StringComparison.Ordinal));

    private static string Index(DataKey key, ProtectedField field, string plain)
    {
        // By kind, not by column: the same number is found in every table that holds it.
        var text = Encoding.UTF8.GetBytes($"{field.Kind}|{Masking.Normal(field.Kind, plain)}");
        return $"{key.Id}:{Convert.ToBase64String(HMACSHA256.HashData(key.Bytes, text))}";
    }

    private static byte[] Bound(string version, string keyId, ProtectedField field, Guid row) =>
        Encoding.UTF8.GetBytes($"{version}|{keyId}|{field.Table}|{field.Column}|{row:N}");

    private static ProtectionException Broken(ProtectedField field, Guid row, Exception? inner = null) =>
        new($"受保护的值打不开：{field.Table}.{field.Column} {row:N}", inner);
}
