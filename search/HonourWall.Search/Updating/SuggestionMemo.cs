using HonourWall.Search.Building;
using HonourWall.Search.Format;

namespace HonourWall.Search.Updating;

/// <summary>Every suggestion entry with its count, a block a group; only the blocks that an update changes are taken apart.</summary>
internal sealed class SuggestionMemo
{
    private readonly SortedDictionary<int, ReadOnlyMemory<byte>> _groups = [];

    public static SuggestionMemo Of((SuggestionEntry Entry, int Count)[] entries)
    {
        var memo = new SuggestionMemo();
        for (var from = 0; from < entries.Length;)
        {
            var until = from + 1;
            while (until < entries.Length && entries[until].Entry.Group == entries[from].Entry.Group) until++;
            memo.Set(entries[from].Entry.Group, entries.AsSpan(from..until));
            from = until;
        }
        return memo;
    }

    /// <summary>All groups from one on, in order.</summary>
    public IEnumerable<int> Groups => _groups.Keys;

    /// <summary>The entries of a group, in order.</summary>
    public List<(SuggestionEntry Entry, int Count)> EntriesOf(int group)
    {
        var entries = new List<(SuggestionEntry Entry, int Count)>();
        if (!_groups.TryGetValue(group, out var bytes)) return entries;
        using var reader = new BinaryReader(new MemoryStream(bytes.ToArray(), writable: false));
        for (var n = reader.Read7BitEncodedInt(); n > 0; n--)
            entries.Add((new SuggestionEntry(reader.ReadString(), reader.ReadString(), (SuggestionKind)reader.ReadByte()), reader.Read7BitEncodedInt()));
        return entries;
    }

    public void Set(int group, ReadOnlySpan<(SuggestionEntry Entry, int Count)> entries)
    {
        if (entries.IsEmpty)
        {
            _groups.Remove(group);
            return;
        }
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
        {
            writer.Write7BitEncodedInt(entries.Length);
            foreach (var (entry, count) in entries)
            {
                writer.Write(entry.Key);
                writer.Write(entry.Text);
                writer.Write((byte)entry.Kind);
                writer.Write7BitEncodedInt(count);
            }
        }
        _groups[group] = stream.ToArray();
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_groups.Count);
        foreach (var (group, bytes) in _groups)
        {
            writer.Write(group);
            writer.Write(bytes.Length);
            writer.Write(bytes.Span);
        }
    }

    /// <param name="reader">Stands at the groups.</param>
    /// <param name="payload">What it reads.</param>
    public static SuggestionMemo Read(BinaryReader reader, byte[] payload)
    {
        var memo = new SuggestionMemo();
        for (var n = reader.ReadInt32(); n > 0; n--)
        {
            var group = reader.ReadInt32();
            var length = reader.ReadInt32();
            memo._groups.Add(group, payload.AsMemory((int)reader.BaseStream.Position, length));
            reader.BaseStream.Position += length;
        }
        return memo;
    }
}
