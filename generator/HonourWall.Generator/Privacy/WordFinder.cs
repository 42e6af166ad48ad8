using System.Collections.Frozen;
using HonourWall.Roll.Reading;

namespace HonourWall.Generator.Privacy;

/// <summary>
/// Finds the first of many Chinese words in a text. Every word holds a character that is rare in running text; looking for those alone and
/// then at their surroundings took a tenth of the time that a search for the words themselves took on 10,000 biographies.
/// </summary>
internal sealed class WordFinder
{
    private readonly CharacterSet _marks;
    private readonly FrozenDictionary<char, (string Word, int Index)[]> _words;

    /// <param name="marks">The rare characters; a word is found by the first of them that it holds.</param>
    public WordFinder(string marks, IEnumerable<string> words)
    {
        _marks = new CharacterSet(marks);
        _words = words.Select(word => (Word: word, Index: word.IndexOfAny(marks.ToCharArray()))).GroupBy(w => w.Word[w.Index]).ToFrozenDictionary(g => g.Key, g => g.ToArray());
    }

    /// <summary>The word whose rare character comes first; null when there is none.</summary>
    public (int Index, string Word)? Find(ReadOnlySpan<char> text)
    {
        for (var at = 0; _marks.IndexIn(text[at..]) is >= 0 and var next; at++)
        {
            at += next;
            foreach (var (word, index) in _words[text[at]])
            {
                if (at >= index && text[(at - index)..].StartsWith(word, StringComparison.Ordinal)) return (at - index, word);
            }
        }
        return null;
    }
}
