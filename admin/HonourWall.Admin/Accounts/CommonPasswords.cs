using System.Collections.Frozen;
using System.Text;

namespace HonourWall.Admin.Accounts;

/// <summary>
/// Recognises the passwords that everybody tries first. Not a list of passwords but of the words they are made of: the digits and signs around
/// them, doubled words and the usual replacements (p@ssw0rd) are seen through, so that a few hundred words stand for many thousand passwords.
/// </summary>
public static class CommonPasswords
{
    private static readonly FrozenSet<string> Words = ReadWords();

    public static bool Contains(string password)
    {
        var lower = password.ToLowerInvariant();
        if (lower.Distinct().Count() < 5 || IsRepeated(lower) || IsRun(lower)) return true;
        return IsMadeOfWords(Letters(lower, undisguised: false)) || IsMadeOfWords(Letters(lower, undisguised: true)) || Words.Contains(lower)
            || lower.All(char.IsDigit) && lower.Length < 20;
    }

    // abcabcabcabc
    private static bool IsRepeated(string text)
    {
        for (var size = 1; size <= text.Length / 2; size++)
        {
            if (text.Length % size == 0 && Enumerable.Range(0, text.Length).All(i => text[i] == text[i % size])) return true;
        }
        return false;
    }

    // 123456…, abcdef…, and downwards.
    private static bool IsRun(string text)
    {
        var steps = text.Zip(text.Skip(1), (a, b) => b - a).ToList();
        return steps.Count(step => step == 1) > text.Length * 0.7 || steps.Count(step => step == -1) > text.Length * 0.7;
    }

    // Without the digits and signs that are hung on at either end.
    private static string Core(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && !char.IsLetter(text[start])) start++;
        while (end > start && !char.IsLetter(text[end - 1])) end--;
        return text[start..end];
    }

    private static string Letters(string text, bool undisguised)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var c in Core(text))
        {
            var letter = !undisguised ? c : c switch { '0' => 'o', '1' or '!' => 'i', '3' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' => 't', _ => c };
            if (char.IsLetter(letter)) letters.Append(letter);
        }
        return letters.ToString();
    }

    // Up to three words of the list and nothing else; no letters at all is a number with signs.
    private static bool IsMadeOfWords(string letters) => letters.Length < 4 || IsMadeOf(letters, 3);

    private static bool IsMadeOf(string letters, int words)
    {
        if (Words.Contains(letters)) return true;
        if (words == 1) return false;
        for (var end = 2; end < letters.Length - 1; end++)
        {
            if (Words.Contains(letters[..end]) && IsMadeOf(letters[end..], words - 1)) return true;
        }
        return false;
    }

    private static FrozenSet<string> ReadWords()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-password-words.txt") ?? throw new InvalidOperationException("The word list is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(word => !word.StartsWith('#')).ToFrozenSet(StringComparer.Ordinal);
    }
}
