namespace HonourWall.Generator.Privacy;

/// <summary>A part of a text with digits enough for a personal number, however they are written and whatever stands between them.</summary>
internal readonly record struct DigitStretch(int Start, int End, DigitKinds Kinds)
{
    /// <summary>Years and figures are everywhere: only what is long enough is taken apart.</summary>
    private const int Shortest = 11;

    public static IEnumerable<DigitStretch> All(string text, string cells)
    {
        var joints = new DigitJoints(text, DigitKinds.All, cells);
        for (var at = 0; Glyph.IndexOfDigit(text.AsSpan(at)) is >= 0 and var next;)
        {
            var start = at += next;
            var (count, kinds) = (0, DigitKinds.None);
            while (joints.DigitAt(at) is { } digit)
            {
                count++;
                kinds |= digit.Kind;
                at += digit.Length;
                if (joints.After(at) is not { } joint) break;
                at += joint.Length;
            }
            if (count >= Shortest) yield return new DigitStretch(start, at, kinds);
            if (count == 0) at++;
        }
    }
}
