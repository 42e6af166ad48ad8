using System.Security.Cryptography;
using System.Text;

namespace HonourWall.Admin.Accounts;

/// <summary>
/// Knows passwords that have stood in a breach: those that ship with the program (<c>admin/breached-passwords.mjs</c> says where they come from), and all that
/// the operator's copy of the Have I Been Pwned list holds. Nothing is asked of any server.
/// </summary>
public sealed class BreachedPasswords(PwnedList? list = null)
{
    // The first bytes of each SHA-1, sorted. With forty bits one good password in ten million is refused by mistake.
    private const int Kept = 5;

    private static readonly byte[] Shipped = ReadShipped();

    /// <summary>How many ship with the program.</summary>
    public static int Count => Shipped.Length / Kept;

    /// <summary>As it was typed and in small letters: both are tried first.</summary>
    public bool Contains(string password) =>
        ((string[])[password, password.ToLowerInvariant()]).Distinct(StringComparer.Ordinal).Select(Digest).Any(digest => Ships(digest) || list?.Contains(digest) == true);

    // The list that everybody publishes is made with SHA-1; it hides nothing here, it only finds the place.
#pragma warning disable CA5350
    private static byte[] Digest(string password) => SHA1.HashData(Encoding.UTF8.GetBytes(password));
#pragma warning restore CA5350

    private static bool Ships(ReadOnlySpan<byte> digest)
    {
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = Shipped.AsSpan(middle * Kept, Kept).SequenceCompareTo(digest[..Kept]);
            if (order == 0) return true;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return false;
    }

    private static byte[] ReadShipped()
    {
        using var stream = typeof(BreachedPasswords).Assembly.GetManifestResourceStream("breached-passwords.bin") ?? throw new InvalidOperationException("The breached passwords are not embedded.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
