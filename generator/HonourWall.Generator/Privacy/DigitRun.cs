using System.Text;

namespace HonourWall.Generator.Privacy;

/// <summary>
/// Groups of digits with little between them: <c>138 0013-8000</c> and <c>(138) 0013.8000</c> are runs of three groups. What a reader does not
/// see divides nothing: <c>138**0013**8000</c>, a footnote's mark or a zero-width space within is one group. X counts where an ID number may end.
/// </summary>
internal sealed class DigitRun(string text)
{
    private readonly List<(int Offset, int Length, string Digits)> _groups = [];

    public int Count => _groups.Count;

    /// <summary>Whether its groups may stand in neighbouring cells of a table.</summary>
    public bool JoinsCells { get; private init; }

    public string this[int group] => _groups[group].Digits;

    /// <summary>Where the groups from one to another stand in the text.</summary>
    public (int Offset, int Length) Span(int first, int last) =>
        (_groups[first].Offset, _groups[last].Offset + _groups[last].Length - _groups[first].Offset);

    /// <summary>What stands between that group and the next.</summary>
    public string JointAfter(int group) => text[(_groups[group].Offset + _groups[group].Length).._groups[group + 1].Offset];

    public string Joined(int first, int last) => string.Concat(_groups.Skip(first).Take(last - first + 1).Select(g => g.Digits));

    /// <summary>Takes a stretch of the text apart, as one way of reading it.</summary>
    public static IEnumerable<DigitRun> Read(string text, DigitStretch stretch, DigitKinds kinds, string cells)
    {
        var joints = new DigitJoints(text, kinds, cells);
        for (var at = stretch.Start; at < stretch.End;)
        {
            if (joints.DigitAt(at) is null) at += Glyph.At(text, at).Length;
            else yield return Groups(text, joints, ref at, cells.Length > 0);
        }
    }

    private static DigitRun Groups(string text, DigitJoints joints, ref int at, bool joinsCells)
    {
        var run = new DigitRun(text) { JoinsCells = joinsCells };
        var digits = new StringBuilder();
        var from = at;
        while (joints.DigitAt(at) is { } digit)
        {
            digits.Append(digit.Plain);
            at += digit.Length;
            if (joints.IsCheckDigit(at))
            {
                digits.Append('X');
                at++;
                break;
            }
            if (joints.After(at) is not { } joint) break;
            if (joint.Separates)
            {
                run._groups.Add((from, at - from, digits.ToString()));
                digits.Clear();
                from = at + joint.Length;
            }
            at += joint.Length;
        }
        run._groups.Add((from, at - from, digits.ToString()));
        return run;
    }
}
