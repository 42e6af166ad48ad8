using System.Globalization;
using System.Text;
using HonourWall.Search.Text;

namespace HonourWall.Generator.Importing;

/// <summary>Gives ids to new people and collectives; one that is or was in use is never given again.</summary>
internal sealed class NewIds(KnownPeople known)
{
    /// <summary>So many syllables of a unit's name or a title make an id that still fits a line.</summary>
    private const int MostSyllables = 10;

    /// <summary>zhang-wei, then zhang-wei-2, zhang-wei-3 …; null where the name has no reading.</summary>
    public string? Give(string name, bool isPerson)
    {
        var slug = isPerson ? NameReading.Of(name).Slug : OfTitle(name);
        if (!Id<Honouree>.TryParse(slug, out _)) return null;
        var id = slug;
        for (var number = 2; known.IsUsed(id); number++) id = slug + "-" + number.ToString(CultureInfo.InvariantCulture);
        known.Use(id);
        return id;
    }

    /// <summary>Of a unit too. Two syllables to a word, and what is no Chinese as it stands together: shili-gongjiao-gongsi-diyi-chedui, 2027-niangong-shi.</summary>
    private static string OfTitle(string name)
    {
        var letters = string.Concat(name.EnumerateRunes().Where(Rune.IsLetterOrDigit));
        if (letters.Length == 0) return "";
        var syllables = NameReading.Of(letters).Syllables.ToList(); // one for each character, or the whole where nothing is Chinese
        var words = new List<string>();
        var (inWord, wasHan) = (0, false);
        foreach (var (syllable, rune) in syllables.Zip(letters.EnumerateRunes()).Take(MostSyllables))
        {
            var isHan = !rune.IsAscii;
            if (words.Count == 0 || isHan != wasHan || (isHan && inWord == 2))
            {
                words.Add("");
                inWord = 0;
            }
            words[^1] += syllable;
            (inWord, wasHan) = (inWord + 1, isHan);
        }
        return string.Join('-', words);
    }
}
