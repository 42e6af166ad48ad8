using HonourWall.Roll.Reading;

namespace HonourWall.Generator.Importing;

/// <summary>The names by which a list may mean an entry of districts.csv or industries.csv.</summary>
internal sealed class ListNames
{
    public ListNames(RollDraft draft)
    {
        foreach (var district in draft.Districts)
        {
            var name = district.District.Name;
            // Counties of old lists are written in full or short; unions send for their district.
            foreach (var written in (string[])[name, district.District.Short, "北京市" + name, name + "总工会", "北京市" + name + "总工会", district.Id.Text]) District.Add(written, district.Id.Text);
        }
        foreach (var industry in draft.Industries)
        {
            foreach (var written in (string[])[industry.Value.Name, industry.Value.Name + "业", industry.Id.Text]) Industry.Add(written, industry.Id.Text);
        }
    }

    public NameIndex District { get; } = new();
    public NameIndex Industry { get; } = new();
}

/// <summary>Ids by the names that mean them; where two entries share a name, the first.</summary>
internal sealed class NameIndex
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    public void Add(string name, string id) => _ids.TryAdd(name, id);

    public string? Find(string name) => _ids.GetValueOrDefault(name);

    /// <summary>The known name nearest to an unknown one.</summary>
    public string? Closest(string name) => DidYouMean.Word(name, _ids.Keys);
}
