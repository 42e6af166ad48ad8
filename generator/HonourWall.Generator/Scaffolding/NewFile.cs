using HonourWall.Generator.Importing;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;

namespace HonourWall.Generator.Scaffolding;

/// <summary>Decides where a new file goes and what stands in it.</summary>
/// <param name="Name">As diagnostics name it: <c>content/honourees/zhang-wei.md</c>.</param>
internal sealed record NewFile(string Path, string Name, string Text)
{
    /// <summary>Null, and reported, when there is something in the way.</summary>
    /// <param name="idOrName">An id stands for itself or for somebody who has rows; anything else is a name or title.</param>
    /// <param name="isAnother">Another person of a name that is there already.</param>
    /// <param name="isBundle">A folder of its own, for pictures beside the text.</param>
    public static NewFile? Plan(string source, string kind, string idOrName, bool isAnother, bool isBundle, DateTimeOffset now, DiagnosticBag diagnostics)
    {
        if (!Directory.Exists(source))
        {
            diagnostics.Add("HW100", new ContentPlace(source), source);
            return null;
        }
        var folder = Scaffold.Folders[kind];
        var content = System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(source)));
        var draft = RollReader.Read(source, new RollReadOptions { Now = now }, new DiagnosticBag());
        var known = new KnownPeople(draft);
        var isPerson = kind is "honouree" or "collective";
        string? id, name;
        if (Id<Honouree>.TryParse(idOrName, out _))
        {
            id = idOrName;
            name = isPerson ? known.Find(id, kind == "collective")?.Name ?? "" : "";
        }
        else
        {
            name = isPerson ? ListText.Name(idOrName) : idOrName.Trim();
            var same = isPerson && !isAnother ? known.Named(name, kind == "collective").ToList() : [];
            if (same.Count > 0)
            {
                diagnostics.Add("HW720", new ContentPlace($"{content}/{folder}"), string.Join("、", same.Select(p => p.Describe())));
                return null;
            }
            id = new NewIds(known).Give(name, kind == "honouree");
            if (id is null) diagnostics.Add("HW140", new ContentPlace($"{content}/{folder}"), idOrName);
        }
        if (id is null) return null;
        var single = $"{content}/{folder}/{id}.md";
        var bundle = $"{content}/{folder}/{id}/index.md";
        foreach (var taken in (string[])[single, bundle])
        {
            if (!draft.FileNames.Contains(taken)) continue;
            // A picture cannot stand beside a single file.
            if (isBundle && taken == single) diagnostics.Add("HW727", new ContentPlace(taken), taken, bundle);
            else diagnostics.Add("HW721", new ContentPlace(taken), taken);
            return null;
        }
        var relative = isBundle ? bundle : single;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, draft.Site.Settings.Zone).DateTime);
        return new NewFile(System.IO.Path.Combine(source, relative[(content.Length + 1)..]), relative, Scaffold.Of(kind, name, today));
    }

    public void Write()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path) ?? ".");
        File.WriteAllText(Path, Text);
    }
}
