using System.Security.Cryptography;
using System.Text;

namespace HonourWall.Admin.Accounts;

/// <summary>Random codes that are shown once and stored as digests: activation, recovery, session tokens.</summary>
public static class OneTimeCode
{
    // Without 0 O 1 I L: they are read aloud and typed from paper.
    private const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    /// <summary>Seven groups of four: 138 bits, so that a plain hash is enough to keep it.</summary>
    public static string New() => string.Join('-', Enumerable.Range(0, 7).Select(_ => RandomNumberGenerator.GetString(Alphabet, 4)));

    /// <summary>The cookie's value: 256 bits.</summary>
    public static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>A plain hash is enough: nobody guesses so many random bits. Case, spaces and dashes do not matter.</summary>
    public static string Digest(string code) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(code.Where(char.IsLetterOrDigit)).ToUpperInvariant())));
}
