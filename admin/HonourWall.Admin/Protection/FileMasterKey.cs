using System.Security.Cryptography;
using System.Text;

namespace HonourWall.Admin.Protection;

/// <summary>
/// A master key of 32 random bytes: a credential that systemd unseals for this service alone (<c>LoadCredentialEncrypted=</c>), or a file in the folder of keys that
/// only its owner may read.
/// </summary>
public sealed class FileMasterKey : IMasterKey
{
    private const int NonceBytes = 12, TagBytes = 16;
    private readonly byte[] _key;

    private FileMasterKey(byte[] key) => _key = key;

    /// <param name="create">Makes the file where there is neither.</param>
    /// <exception cref="ProtectionException">There is none, or one in both places.</exception>
    public static FileMasterKey Find(string folder, bool create = false)
    {
        var file = Path.Combine(folder, "master.key");
        var credential = Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") is { Length: > 0 } given ? Path.Combine(given, "honourwall-master.key") : null;
        if (credential is null || !File.Exists(credential)) return create && !File.Exists(file) ? Create(file) : Read(file);
        // A key that lies about in the clear is not kept by anybody.
        return File.Exists(file) ? throw new ProtectionException($"主密钥已由 systemd 凭据保管，但“{file}”里还有一份明文：确认两者相同后用 shred -u 删掉它。") : Read(credential);
    }

    /// <exception cref="ProtectionException">The file is missing or no key.</exception>
    public static FileMasterKey Read(string file)
    {
        if (!File.Exists(file)) throw new ProtectionException($"主密钥文件不存在：{file}");
        var key = new byte[32];
        return Convert.TryFromBase64String(File.ReadAllText(file).Trim(), key, out var read) && read == key.Length
            ? new(key)
            : throw new ProtectionException($"主密钥文件已损坏：{file}");
    }

    /// <summary>Makes the file; never over another one.</summary>
    public static FileMasterKey Create(string file)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.WriteLine(Convert.ToBase64String(key));
        return new(key);
    }

    public byte[] Wrap(ReadOnlySpan<byte> key, string label)
    {
        var wrapped = new byte[NonceBytes + key.Length + TagBytes];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(_key, TagBytes);
        aes.Encrypt(wrapped.AsSpan(0, NonceBytes), key, wrapped.AsSpan(NonceBytes, key.Length), wrapped.AsSpan(NonceBytes + key.Length), Encoding.UTF8.GetBytes(label));
        return wrapped;
    }

    public byte[] Unwrap(ReadOnlySpan<byte> wrapped, string label)
    {
        if (wrapped.Length < NonceBytes + TagBytes) throw new CryptographicException("The wrapped key is too short.");
        var key = new byte[wrapped.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(_key, TagBytes);
        aes.Decrypt(wrapped[..NonceBytes], wrapped.Slice(NonceBytes, key.Length), wrapped[^TagBytes..], key, Encoding.UTF8.GetBytes(label));
        return key;
    }
}
