using System.Buffers;
using System.Text;

namespace HonourWall.Generator.Rendering;

/// <summary>Writes text as UTF-8 straight into a byte buffer; flush before the buffer is read.</summary>
public sealed class Utf8TextWriter(IBufferWriter<byte> output) : TextWriter
{
    private readonly char[] _buffer = ArrayPool<char>.Shared.Rent(8192);
    private readonly Encoder _encoder = new UTF8Encoding(false).GetEncoder();
    private int _length;

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        if (_length == _buffer.Length) Drain(false);
        _buffer[_length++] = value;
    }

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_length == _buffer.Length) Drain(false);
            var part = Math.Min(buffer.Length, _buffer.Length - _length);
            buffer[..part].CopyTo(_buffer.AsSpan(_length));
            _length += part;
            buffer = buffer[part..];
        }
    }

    public override void Flush() => Drain(true);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Drain(true);
            ArrayPool<char>.Shared.Return(_buffer);
        }
        base.Dispose(disposing);
    }

    private void Drain(bool flush)
    {
        _encoder.Convert(_buffer.AsSpan(0, _length), output, flush, out _, out _);
        _length = 0;
    }
}
