using System.Globalization;
using System.Text.RegularExpressions;

namespace HonourWall.Admin.Registry;

/// <summary>An honour as it is written in a form or a list: <c>北京市劳动模范 2020</c>, and once it was withdrawn <c>北京市劳动模范 2020，撤销 2024-05-01</c>.</summary>
/// <param name="RevokedOn">From this day on it counts no longer (撤销日期).</param>
public sealed partial record WrittenHonour(string Award, int Year, DateOnly? RevokedOn)
{
    /// <summary>The word that is in every one that was withdrawn, and in no other.</summary>
    public const string Withdrawn = "撤销";

    /// <param name="wrong">What cannot be read, and how to write it.</param>
    public static WrittenHonour? Read(string line, DateOnly today, out string wrong)
    {
        wrong = "";
        var (head, revokedOn) = (line, (DateOnly?)null);
        if (line.Contains(Withdrawn, StringComparison.Ordinal))
        {
            if (Revocation().Match(line) is not { Success: true } match || PersonForm.ReadDate(match.Groups["day"].Value) is not { } day)
            {
                wrong = $"荣誉“{Shorten(line)}”的撤销要写成“北京市劳动模范 2020，撤销 2024-05-01”的样子。";
                return null;
            }
            (head, revokedOn) = (match.Groups["head"].Value, day);
        }
        var digits = head.Where(char.IsAsciiDigit).ToArray();
        var award = string.Concat(head.Where(c => !char.IsAsciiDigit(c))).Replace("年", "", StringComparison.Ordinal).Trim(' ', '　', ',', '，', ':', '：', '（', '）', '(', ')');
        if (digits.Length != 4 || award.Length is < 2 or > 60 || Writing.IsUnreadable(award)) wrong = $"荣誉“{Shorten(line)}”要写成“北京市劳动模范 2020”的样子：名称和四位年份。";
        else if (int.Parse(digits, CultureInfo.InvariantCulture) is var year && (year < 1943 || year > today.Year)) wrong = $"荣誉“{Shorten(line)}”的年份不对。";
        else if (revokedOn is { } on && (on.Year < year || on > today.AddYears(1))) wrong = $"荣誉“{Shorten(line)}”的撤销日期不对：要在授予之后。";
        else return new(award, year, revokedOn);
        return null;
    }

    /// <summary>The same conferment, whether it was withdrawn or not.</summary>
    public bool IsSame(WrittenHonour other) => Award == other.Award && Year == other.Year;

    public override string ToString() => Write(Award, Year, RevokedOn);

    /// <summary>As it is read again.</summary>
    public static string Write(string award, int year, DateOnly? revokedOn) =>
        string.Create(CultureInfo.InvariantCulture, $"{award} {year}") + (revokedOn is { } day ? $"，{Withdrawn} " + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "");

    private static string Shorten(string text) => text.Length > 20 ? text[..20] + "…" : text;

    [GeneratedRegex(@"^(?<head>.+?)[\s,，（(]*(?:撤销(?:日期|时间|于)?[:：\s]*(?<day>[0-9][0-9年月日./-]*)|(?<day>[0-9]{4}[年./-][0-9月日./-]*)\s*(?:被|起)?撤销)[\s）)]*$")]
    private static partial Regex Revocation();
}
