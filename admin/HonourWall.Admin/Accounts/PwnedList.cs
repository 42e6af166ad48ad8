using System.Text;
using HonourWall.Admin.Operations;

namespace HonourWall.Admin.Accounts;

/// <summary>
/// The downloaded list of Have I Been Pwned, SHA-1, ordered by hash: one line a password, <c>HASH:count</c>. It is tens of gigabytes, so it is never read: a look-up
/// halves the file some thirty-five times.
/// </summary>
public sealed class PwnedList : IDisposable
{
    private const int HashLength = 40;

    // A line is a hash, a colon, at most ten digits and a line end.
    private const int LineLength = 64;

    private readonly Microsoft.Win32.SafeHandles.SafeFileHandle _file;
    private readonly long _length;

    private PwnedList(Microsoft.Win32.SafeHandles.SafeFileHandle file) => (_file, _length) = (file, RandomAccess.GetLength(file));

    /// <exception cref="OperationException">It cannot be read or is no such list.</exception>
    public static PwnedList Open(string path)
    {
        try
        {
            var list = new PwnedList(File.OpenHandle(path, options: FileOptions.RandomAccess));
            if (IsHash(list.HashAt(0)) && IsHash(list.HashAt(list.LineBefore(list._length)))) return list;
            list.Dispose();
            throw new OperationException($"“{path}”不是泄露密码名单：每行应是 40 位 SHA-1、冒号和次数，按 SHA-1 排序。");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OperationException($"泄露密码名单打不开：{e.Message}");
        }
    }

    public bool Contains(ReadOnlySpan<byte> digest)
    {
        var wanted = Convert.ToHexString(digest);
        var (low, high) = (0L, _length);
        while (low < high)
        {
            var line = LineBefore(low + (high - low) / 2 + 1);
            var order = string.CompareOrdinal(HashAt(line).ToUpperInvariant(), wanted);
            if (order == 0) return true;
            if (order < 0) low = LineAfter(line);
            else high = line;
        }
        return false;
    }

    public void Dispose() => _file.Dispose();

    private static bool IsHash(string text) => text.Length == HashLength && text.All(char.IsAsciiHexDigit);

    private string HashAt(long line) => Encoding.ASCII.GetString(Read(line, HashLength));

    // Where the line begins that holds the byte before this place.
    private long LineBefore(long place)
    {
        var from = Math.Max(0, place - LineLength);
        var before = Read(from, (int)(Math.Max(place - 1, from) - from)).AsSpan();
        var end = before.LastIndexOf((byte)'\n');
        return end < 0 ? from : from + end + 1;
    }

    private long LineAfter(long line)
    {
        var end = Read(line, LineLength).AsSpan().IndexOf((byte)'\n');
        return end < 0 ? _length : line + end + 1;
    }

    private byte[] Read(long from, int count)
    {
        var buffer = new byte[Math.Max(0, Math.Min(count, _length - from))];
        var read = RandomAccess.Read(_file, buffer, from);
        return read == buffer.Length ? buffer : buffer[..read];
    }
}
