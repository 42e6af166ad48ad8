using System.Text.RegularExpressions;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;

namespace HonourWall.Generator.Privacy;

/// <summary>Finds ID numbers (HW601), mobile numbers (HW602) and bank cards (HW603) in a text; in a note for editors they warn (HW604).</summary>
internal sealed partial class NumberLint(ContentFile file, DiagnosticBag diagnostics)
{
    /// <summary>Each kind of digit by itself, then all together.</summary>
    private static readonly DigitKinds[] Readings = [DigitKinds.Decimal, DigitKinds.Chinese, DigitKinds.Marked, DigitKinds.All];

    private readonly string _text = file.Text;
    /// <summary>What parts the cells of a table: of a list, of Markdown, of either where it is not known.</summary>
    private readonly string _cells = Path.GetExtension(file.Name) switch { ".csv" => ",", "" => ",|", _ => "|" };
    private readonly List<(string Code, int Offset, int Length)> _found = [];

    /// <summary>A text as reports may show it, on terminals, in build logs and in a preview: without the numbers that belong to somebody.</summary>
    public static string WithoutNumbers(string text)
    {
        if (Glyph.IndexOfDigit(text) < 0) return text;
        var lint = new NumberLint(new ContentFile("", text), new DiagnosticBag());
        lint.Find();
        if (lint._found.Count == 0) return text;
        var shown = text.ToCharArray();
        foreach (var (_, start, length) in lint._found) Masked(text.Substring(start, length)).CopyTo(shown.AsSpan(start));
        return new string(shown);
    }

    public void Check()
    {
        Find();
        foreach (var (code, start, length) in _found) Report(code, start, length);
    }

    /// <summary>The name of the file: an id is part of an address.</summary>
    public void CheckName()
    {
        if (file.Name.AsSpan().IndexOfAnyInRange('0', '9') < 0) return;
        var name = new NumberLint(new ContentFile("", file.Name), diagnostics);
        name.Find();
        foreach (var (code, _, _) in name._found) diagnostics.Add(new Diagnostic(code, file.PlaceAt(0, 0), []));
    }

    private void Find()
    {
        foreach (var stretch in DigitStretch.All(_text, _cells))
        {
            foreach (var kinds in Readings.Where(r => (r & stretch.Kinds) != 0))
            {
                Find(stretch, kinds, "");
                if (_text.AsSpan(stretch.Start, stretch.End - stretch.Start).IndexOfAny(_cells) >= 0) Find(stretch, kinds, _cells);
                if (kinds == stretch.Kinds) break;
            }
        }
        _found.Sort((one, other) => one.Offset.CompareTo(other.Offset));
    }

    private void Find(DigitStretch stretch, DigitKinds kinds, string cells)
    {
        foreach (var run in DigitRun.Read(_text, stretch, kinds, cells))
        {
            var taken = -1;
            for (var first = 0; first < run.Count;)
            {
                var (last, found) = Check(run, first, taken);
                if (found) taken = last;
                first = last + 1;
            }
        }
    }

    /// <summary>Looks for a number that begins with that group; gives the last group that it took. <paramref name="taken"/> is the last one of the number before.</summary>
    private (int Last, bool Found) Check(DigitRun run, int first, int taken)
    {
        for (var last = first; last < run.Count; last++)
        {
            var number = run.Joined(first, last);
            if (number.Length > 19) break;
            if (number.Length < 11 || Code(run, first, last, number, taken) is not { } code) continue;
            var (offset, length) = run.Span(first, last);
            if (IsPartOfSomethingElse(offset, offset + length) || (run.JoinsCells && IsTableOfFigures(run, first, last, offset))) continue;
            if (!_found.Exists(f => f.Offset < offset + length && offset < f.Offset + f.Length)) _found.Add((code, offset, length));
            return (last, true);
        }
        return (first, false);
    }

    private static string? Code(DigitRun run, int first, int last, string number, int taken)
    {
        var isWhole = first == last;
        if (PersonalNumbers.IsIdNumber(number) && (!run.JoinsCells || IsIdGrouping(run, first, last))) return "HW601";
        if (number.Contains('X', StringComparison.Ordinal)) return null;
        // Separated groups count only in the ways people write such numbers, and not within a longer list of numbers.
        if (isWhole || (IsAlone(run, first, last, taken) && IsMobileGrouping(run, first, last)))
        {
            if (PersonalNumbers.IsMobile(number) || (number.Length == 13 && number.StartsWith("86", StringComparison.Ordinal) && PersonalNumbers.IsMobile(number.AsSpan(2)))) return "HW602";
        }
        return (isWhole || (IsAlone(run, first, last, taken) && IsCardGrouping(run, first, last))) && PersonalNumbers.IsBankCard(number) ? "HW603" : null;
    }

    /// <summary>
    /// What parts it from its neighbours is not what parts its pieces: a number after a footnote, on a line of its own or after one that is
    /// written otherwise is none of a row of figures. A country code may stand before it, or another number of somebody's beside it.
    /// </summary>
    private static bool IsAlone(DigitRun run, int first, int last, int taken)
    {
        var joints = Enumerable.Range(first, last - first).Select(run.JointAfter).ToHashSet(StringComparer.Ordinal);
        return (first == 0 || first - 1 == taken || run[first - 1] is "86" or "0086" || !joints.Contains(run.JointAfter(first - 1)))
            && (last == run.Count - 1 || !joints.Contains(run.JointAfter(last)) || IsNumberAt(run, last + 1));
    }

    /// <summary>Whether another number of somebody's begins with that group.</summary>
    private static bool IsNumberAt(DigitRun run, int first)
    {
        for (var last = first; last < run.Count; last++)
        {
            var number = run.Joined(first, last);
            if (number.Length > 19) return false;
            if (PersonalNumbers.IsIdNumber(number)
                || (PersonalNumbers.IsMobile(number) && (last == first || IsMobileGrouping(run, first, last)))
                || (PersonalNumbers.IsBankCard(number) && (last == first || IsCardGrouping(run, first, last)))) return true;
        }
        return false;
    }

    /// <summary>In few pieces, or its six digits of the place in one: 「2005-award-12,award-12,2005,2005-05-01,2005年…」 is a row of years.</summary>
    private static bool IsIdGrouping(DigitRun run, int first, int last) => last - first < 4 || run[first].Length == 6;

    private static bool IsMobileGrouping(DigitRun run, int first, int last)
    {
        var lengths = string.Concat(Enumerable.Range(first, last - first + 1).Select(i => run[i].Length));
        return lengths is "344" or "38" or "74" or "443" or "56" || (!run.JoinsCells && lengths.AsSpan().IndexOfAnyExcept('1') < 0);
    }

    /// <summary>Fours with a shorter rest, or six and the rest.</summary>
    private static bool IsCardGrouping(DigitRun run, int first, int last)
    {
        if (last - first == 1) return run[first].Length == 6;
        for (var i = first; i < last; i++)
        {
            if (run[i].Length != 4) return false;
        }
        return run[last].Length <= 4;
    }

    /// <summary>A decimal, an amount with its unit, a piece of a word that is no "tel".</summary>
    private bool IsPartOfSomethingElse(int start, int end)
    {
        if (start > 1 && _text[start - 1] == '.' && char.IsAsciiDigit(_text[start - 2])) return true;
        // 13800138000.0 is a telephone number that a spreadsheet took for a figure.
        if (end + 1 < _text.Length && _text[end] == '.' && char.IsAsciiDigit(_text[end + 1]) && !(_text[end + 1] == '0' && !IsDigitAt(end + 2))) return true;
        if (IsInAddress(start)) return true;
        // 联系电话……人事处 is no number of people.
        if (IsLabelled(start)) return false;
        if (end < _text.Length && "元万亿人吨件次台套项户个米里亩瓦度%％".Contains(_text[end], StringComparison.Ordinal)) return true;
        return IsWordAt(end, +1) || IsWordAt(start - 1, -1);
    }

    /// <summary>A table on a page may well have 138, 1450 and 1820 side by side; no figure begins with 0, and the columns of our lists are known.</summary>
    private bool IsTableOfFigures(DigitRun run, int first, int last, int start) => _cells == "|" && !IsLabelled(start)
        && !Enumerable.Range(first + 1, last - first).Any(i => run[i][0] == '0' && run[i].Length > 1);

    private bool IsLabelled(int start) => LabelBefore().IsMatch(_text.AsSpan(Math.Max(0, start - 8), Math.Min(8, start)));

    private bool IsDigitAt(int at) => at < _text.Length && char.IsAsciiDigit(_text[at]);

    /// <summary>A letter of a word that goes on; a lone underscore is a mark of Markdown, <c>\n</c> one of YAML.</summary>
    private bool IsWordAt(int at, int direction)
    {
        if (at < 0 || at >= _text.Length) return false;
        if (_text[at] == '_') return at + direction >= 0 && at + direction < _text.Length && char.IsAsciiLetterOrDigit(_text[at + direction]);
        return char.IsAsciiLetter(_text[at]) && !(direction < 0 && at > 0 && _text[at - 1] == '\\');
    }

    /// <summary>Within an address of the web or of this site; <c>tel:</c> and <c>mailto:</c> are none of these.</summary>
    private bool IsInAddress(int start)
    {
        var lineStart = _text.LastIndexOfAny(['\r', '\n'], Math.Max(0, start - 1)) + 1;
        foreach (var match in Address().EnumerateMatches(_text.AsSpan(lineStart, LineEnd(start) - lineStart)))
        {
            if (lineStart + match.Index < start && start < lineStart + match.Index + match.Length) return true;
        }
        return false;
    }

    private int LineEnd(int start)
    {
        var length = _text.AsSpan(start).IndexOfAny('\r', '\n');
        return length < 0 ? _text.Length : start + length;
    }

    private void Report(string code, int offset, int length)
    {
        var place = file.PlaceAt(offset, length);
        var lineStart = _text.LastIndexOfAny(['\r', '\n'], Math.Max(0, offset - 1)) + 1;
        // Every number on the line, not this one alone: two reports would tell each other's.
        var line = WithoutNumbers(_text[lineStart..LineEnd(offset + length)]);
        diagnostics.Add(new Diagnostic(file.IsNotPublished(offset) ? "HW604" : code, place, []) with { SourceLine = line });
    }

    /// <summary>Shows where a number stands, and the number no further.</summary>
    private static string Masked(string number)
    {
        var shown = number.ToCharArray();
        for (var at = 2; at < shown.Length; at++)
        {
            if (char.IsLetterOrDigit(shown[at]) || char.IsSurrogate(shown[at]) || Glyph.At(number, at).IsDigit) shown[at] = char.IsAscii(shown[at]) ? '*' : '＊';
        }
        return new string(shown);
    }

    [GeneratedRegex(@"(?i)(https?://|www\.)[^\s<>""'，。；）】」\]]*|(?<![\w/.])\.{0,2}/[A-Za-z][\w\-./%?=&#]*", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?i)((?<![a-z])(tel|phone|mobile|mob|call|cell|wechat|wx|qq|id|no|card)|(电话|手机|联系|微信|号码|身份证|证件|证号|卡号|账号|帐号)[^，。；0-9]{0,3})$", RegexOptions.CultureInvariant)]
    private static partial Regex LabelBefore();
}
