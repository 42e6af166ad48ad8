using System.Collections;

namespace HonourWall.Generator.Incremental;

/// <summary>
/// Says by a number of 128 bits what a value holds: the same for values whose every field is the same, however deep, and another one else. A page is
/// made from its model and its frame alone, so a page whose model and frame have the fingerprint of the last build needs no drawing.
/// </summary>
/// <remarks>
/// Fields are found by reflection, so that a field added to a record counts from the day it is added. Places in the content, functions and what is
/// worked out from other fields (<c>Lazy</c>) do not count. Safe to use from several threads. What many pages show is read once (<see cref="SharedRecord"/>); in a
/// server those that are still there in the next build need not be read again.
/// </remarks>
public static class Fingerprinter
{
    [ThreadStatic]
    private static Stack<FieldBytes>? _idle;

    public static ContentHash Of(params ReadOnlySpan<object?> values)
    {
        var idle = _idle ??= [];
        if (!idle.TryPop(out var bytes)) bytes = new FieldBytes();
        foreach (var value in values) Add(value, bytes);
        var hash = ContentHash.Of(bytes.WrittenSpan);
        bytes.Clear();
        idle.Push(bytes);
        return hash;
    }

    private static void Add(object? value, FieldBytes bytes)
    {
        // Nearly all of a list: its records, whose numbers are kept with them.
        if (value is SharedRecord shared)
        {
            Shared(shared, bytes);
            return;
        }
        switch (value)
        {
            case null:
                bytes.Byte(0);
                return;
            case string text:
                bytes.Byte(1);
                bytes.Text(text);
                return;
            case MarkdownText text:
                // Its place does not count, and it may not be at hand.
                bytes.Byte(9);
                bytes.Hash(text.Hash);
                return;
        }
        var type = value.GetType();
        if (type.IsValueType)
        {
            if (value is bool or char or byte or short or int or long or float or double or decimal or Enum or DateOnly or DateTime or DateTimeOffset or TimeOnly)
            {
                bytes.Byte(2);
                Scalar(value, bytes);
                return;
            }
        }
        else if (value is Uri address)
        {
            bytes.Byte(3);
            bytes.Text(address.OriginalString);
            return;
        }
        else if (value is TimeZoneInfo zone)
        {
            bytes.Byte(4);
            bytes.Text(zone.Id);
            return;
        }
        Whole(value, Shape.Of(type), bytes);
    }

    private static void Shared(SharedRecord value, FieldBytes bytes)
    {
        if (!value.TryGetFingerprint(out var known))
        {
            var idle = _idle ??= [];
            if (!idle.TryPop(out var own)) own = new FieldBytes();
            Whole(value, Shape.Of(value.GetType()), own);
            known = ContentHash.Of(own.WrittenSpan);
            value.KeepFingerprint(known);
            own.Clear();
            idle.Push(own);
        }
        bytes.Byte(5);
        bytes.Hash(known);
    }

    private static void Whole(object value, Shape shape, FieldBytes bytes)
    {
        if (shape.IsList)
        {
            bytes.Byte(6);
            if (value is IList list)
            {
                if (!shape.IsNothing(value)) for (var i = 0; i < list.Count; i++) Add(list[i], bytes); // without an enumerator
            }
            else foreach (var item in (IEnumerable)value) Add(item, bytes);
            bytes.Byte(7);
            return;
        }
        bytes.Byte(8);
        bytes.Number(shape.Number);
        foreach (var field in shape.Fields) Add(field.GetValue(value), bytes);
    }

    private static void Scalar(object value, FieldBytes bytes)
    {
        switch (value)
        {
            case int number:
                bytes.Number(number);
                break;
            case Enum:
                bytes.Number(Convert.ToInt64(value, null));
                break;
            case bool yes:
                bytes.Byte(yes ? (byte)1 : (byte)0);
                break;
            case DateOnly day:
                bytes.Number(day.DayNumber);
                break;
            case IFormattable other:
                bytes.Text(other.ToString(other is DateTime or DateTimeOffset or TimeOnly ? "O" : null, System.Globalization.CultureInfo.InvariantCulture));
                break;
            default:
                bytes.Text(value.ToString() ?? "");
                break;
        }
    }
}
