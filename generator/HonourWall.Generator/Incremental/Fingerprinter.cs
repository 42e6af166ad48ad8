using System.Buffers;
using System.Buffers.Binary;
using System.Collections;
using System.Collections.Concurrent;
using System.Text;

namespace HonourWall.Generator.Incremental;

/// <summary>
/// Says by a number of 128 bits what a value holds: the same for values whose every field is the same, however deep, and another one else. A page is
/// made from its model and its frame alone, so a page whose model and frame have the fingerprint of the last build needs no drawing.
/// </summary>
/// <remarks>
/// Fields are found by reflection, so that a field added to a record counts from the day it is added. Places in the content, functions and what is
/// worked out from other fields (<c>Lazy</c>) do not count. Safe to use from several threads. Records of the roll never change, so whoever keeps it
/// from build to build need not have those read again that are still there.
/// </remarks>
public sealed class Fingerprinter
{
    private readonly ConcurrentDictionary<object, ContentHash> _known = new(ReferenceEqualityComparer.Instance);

    [ThreadStatic]
    private static Stack<ArrayBufferWriter<byte>>? _idle;

    /// <summary>How many records it remembers.</summary>
    public int Known => _known.Count;

    public ContentHash Of(params ReadOnlySpan<object?> values)
    {
        var idle = _idle ??= [];
        if (!idle.TryPop(out var bytes)) bytes = new ArrayBufferWriter<byte>(1024);
        foreach (var value in values) Add(value, bytes);
        var hash = ContentHash.Of(bytes.WrittenSpan);
        bytes.ResetWrittenCount();
        idle.Push(bytes);
        return hash;
    }

    private void Add(object? value, ArrayBufferWriter<byte> bytes)
    {
        switch (value)
        {
            case null:
                Byte(0, bytes);
                return;
            case string text:
                Byte(1, bytes);
                Text(text, bytes);
                return;
            case bool or char or byte or short or int or long or float or double or decimal or Enum or DateOnly or DateTime or DateTimeOffset or TimeOnly:
                Byte(2, bytes);
                Scalar(value, bytes);
                return;
            case Uri address:
                Byte(3, bytes);
                Text(address.OriginalString, bytes);
                return;
            case TimeZoneInfo zone:
                Byte(4, bytes);
                Text(zone.Id, bytes);
                return;
            case MarkdownText text:
                // Its place does not count, and it may not be at hand.
                Byte(9, bytes);
                Write(text.Hash, bytes);
                return;
        }
        var shape = Shape.Of(value.GetType());
        if (!shape.IsShared)
        {
            Whole(value, shape, bytes);
            return;
        }
        // Records of the roll stand in many models: each is read once.
        if (!_known.TryGetValue(value, out var known))
        {
            var idle = _idle ??= [];
            if (!idle.TryPop(out var own)) own = new ArrayBufferWriter<byte>(1024);
            Whole(value, shape, own);
            known = _known[value] = ContentHash.Of(own.WrittenSpan);
            own.ResetWrittenCount();
            idle.Push(own);
        }
        Byte(5, bytes);
        Write(known, bytes);
    }

    private void Whole(object value, Shape shape, ArrayBufferWriter<byte> bytes)
    {
        if (shape.IsList)
        {
            Byte(6, bytes);
            if (!shape.IsNothing(value)) foreach (var item in (IEnumerable)value) Add(item, bytes);
            Byte(7, bytes);
            return;
        }
        Byte(8, bytes);
        Number(shape.Number, bytes);
        foreach (var field in shape.Fields) Add(field.GetValue(value), bytes);
    }

    private static void Scalar(object value, ArrayBufferWriter<byte> bytes)
    {
        switch (value)
        {
            case int number:
                Number(number, bytes);
                break;
            case Enum:
                Number(Convert.ToInt64(value, null), bytes);
                break;
            case bool yes:
                Byte(yes ? (byte)1 : (byte)0, bytes);
                break;
            case DateOnly day:
                Number(day.DayNumber, bytes);
                break;
            case IFormattable other:
                Text(other.ToString(other is DateTime or DateTimeOffset or TimeOnly ? "O" : null, System.Globalization.CultureInfo.InvariantCulture), bytes);
                break;
            default:
                Text(value.ToString() ?? "", bytes);
                break;
        }
    }

    private static void Byte(byte value, ArrayBufferWriter<byte> bytes)
    {
        bytes.GetSpan(1)[0] = value;
        bytes.Advance(1);
    }

    private static void Write(ContentHash hash, ArrayBufferWriter<byte> bytes)
    {
        Number((long)hash.High, bytes);
        Number((long)hash.Low, bytes);
    }

    private static void Number(long value, ArrayBufferWriter<byte> bytes)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes.GetSpan(8), value);
        bytes.Advance(8);
    }

    // The length goes first: "ab" "c" is not "a" "bc".
    private static void Text(string text, ArrayBufferWriter<byte> bytes)
    {
        Number(text.Length, bytes);
        bytes.Advance(Encoding.UTF8.GetBytes(text, bytes.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
    }
}
