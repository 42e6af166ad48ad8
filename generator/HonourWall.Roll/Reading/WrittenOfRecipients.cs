using System.Runtime.InteropServices;

namespace HonourWall.Roll.Reading;

/// <summary>
/// What the content says of each recipient in their own file and their own rows, as numbers that are the same while these say the same. Person and collective
/// of one id count as one.
/// </summary>
/// <param name="Facts">Front matter and rows.</param>
/// <param name="Text">What stands below the front matter.</param>
public readonly record struct WrittenOfRecipient(ContentHash Facts, ContentHash Text)
{
    /// <summary>By id; null where a file is not known well enough.</summary>
    public static IReadOnlyDictionary<string, WrittenOfRecipient>? OfAll(RollDraft draft, ReadingMemory memory)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(memory);
        var written = new Dictionary<string, WrittenOfRecipient>(draft.Honourees.Length * 2, StringComparer.Ordinal);
        var files = new (ContentHash Head, ContentHash Text)?[draft.Honourees.Length];
        Parallel.For(0, files.Length, i => files[i] = memory.HashesOf(draft.Honourees[i].File.Name));
        for (var i = 0; i < files.Length; i++)
        {
            if (files[i] is not var (head, text)) return null;
            Add(draft.Honourees[i].Id, head, text);
        }
        foreach (var collective in draft.Collectives) Add(collective.Id, ContentHash.Of(collective.File.Text), default);
        var lines = new ContentHash[draft.Rows.Length][];
        Parallel.For(0, lines.Length, i => lines[i] = LinesOf(draft.Rows[i]));
        for (var i = 0; i < lines.Length; i++)
        {
            for (var row = 0; row < lines[i].Length; row++) Add(draft.Rows[i].Rows[row].Id.Text, lines[i][row], default);
        }
        return written;

        void Add(string id, ContentHash facts, ContentHash text)
        {
            ref var one = ref CollectionsMarshal.GetValueRefOrAddDefault(written, id, out _);
            one = new WrittenOfRecipient(one.Facts.With(facts), one.Text.With(text));
        }
    }

    /// <summary>Each row with the batch in which it stands and the names of its columns.</summary>
    private static ContentHash[] LinesOf(BatchRows rows)
    {
        var text = rows.File.Text;
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var place = ContentHash.Of(rows.Batch + '\n' + (end < 0 ? text : text[..end]));
        var lines = new ContentHash[rows.Rows.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            var (start, length) = rows.Rows[i].Line;
            lines[i] = place.With(ContentHash.Of(MemoryMarshal.AsBytes(text.AsSpan(start, length))));
        }
        return lines;
    }
}
