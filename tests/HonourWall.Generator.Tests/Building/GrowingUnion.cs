using System.Globalization;
using System.Text;
using HonourWall.Generator.Incremental;

namespace HonourWall.Generator.Tests.Building;

/// <summary>The small union with some more people, all invented, and edits as an editor makes them.</summary>
internal sealed class GrowingUnion : IDisposable
{
    private const string Given = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥";

    private readonly TemporaryFolder _folder = new();
    private readonly SortedDictionary<int, (string Given, bool Withdrawn, string? Story, string Facts)> _people = [];
    private int _next;
    private bool _isReversed;

    public GrowingUnion()
    {
        var sample = Repository.PathOf("tests", "samples", "small-union", "content");
        foreach (var file in Directory.EnumerateFiles(sample, "*", SearchOption.AllDirectories))
        {
            _folder.Write("content/" + Path.GetRelativePath(sample, file), File.ReadAllText(file));
        }
        _batch = File.ReadAllText(PathOf("content/batches/2020-model-worker.csv")).TrimEnd();
        foreach (var year in LaterYears) File.AppendAllText(PathOf("content/batches.csv"), $"{year}-model-worker,model-worker,{year},,{year}年示例劳动模范,,,,s001,\n");
        for (var i = 0; i < 40; i++) AddPerson(new Random(i));
        WritePeople();
    }

    /// <summary>People stand in three batches, so that not everybody is beside everybody.</summary>
    private static readonly string[] LaterYears = ["2021", "2022"];

    private readonly string _batch;

    public DateTimeOffset Now { get; set; } = SmallUnion.At("2026-04-10T12:00:00+08:00");

    /// <summary>Of a server.</summary>
    public TimeSpan Settling { get; set; }

    /// <summary>Whether the site opens from a folder.</summary>
    public bool Stick { get; set; }

    /// <summary>Whether the server's last build read nothing but people's files.</summary>
    public bool ReadPeopleOnly { get; private set; }

    public string PathOf(string relative) => _folder.PathOf(relative);

    public BuildResult Build(string site) => new BuildPipeline(OptionsFor(site)).Run();

    /// <summary>Builds as a server does, which remembers the last build itself.</summary>
    public BuildResult BuildInServer(string site)
    {
        var pipeline = new BuildPipeline(OptionsFor(site) with { Settling = Settling }, _memory);
        var result = pipeline.Run();
        ReadPeopleOnly = !result.Times.Any(t => t.Stage == "link");
        _memory = pipeline.Memory;
        return result;
    }

    private BuildMemory _memory = BuildMemory.Nothing;

    private BuildOptions OptionsFor(string site) => new() { Source = PathOf("content"), Destination = PathOf(site), Now = Now, Gzip = true, Settling = TimeSpan.Zero, Stick = Stick };

    public void Append(string file, string text) => File.AppendAllText(PathOf("content/" + file), "\n\n" + text + "\n");

    public void RemovePerson(int number)
    {
        _people.Remove(number);
        WritePeople();
    }

    /// <summary>Changes a text of a person and nothing else, or seems to.</summary>
    public string EditText(Random random)
    {
        var writers = _people.Where(p => p.Value is { Story: not null, Withdrawn: false }).Select(p => p.Key).ToList();
        var someone = writers[random.Next(writers.Count)];
        var file = $"honourees/ren-{someone}.md";
        switch (random.Next(7))
        {
            case 6:
                _people[someone] = _people[someone] with { Story = $"见[一位同事怎样引用](/honourees/{(random.Next(2) == 0 ? "ce-shi-yi" : $"ren-{someone}")}/#cite)。" };
                WritePeople();
                return $"a link to a place on a page for {someone}";
            case 0:
                var text = File.ReadAllText(PathOf("content/" + file));
                File.WriteAllText(PathOf("content/" + file), text);
                return $"{someone} saved as before";
            case 1:
                _people[someone] = _people[someone] with { Story = "示例车间的测试文字。" };
                WritePeople();
                return $"the story of {someone} as others have it";
            case 2:
                _people[someone] = _people[someone] with { Story = $"见[一位同事](/honourees/ren-{someone}/)。[^s001]" };
                WritePeople();
                return $"a link and a source for {someone}";
            case 3:
                _people[someone] = _people[someone] with { Story = random.Next(2) == 0 ? "" : "又有文字。" };
                WritePeople();
                return $"no text for {someone}, or some";
            default:
                Append(file, $"又添一句，{random.Next(1000)}。");
                return $"a sentence more for {someone}";
        }
    }

    /// <summary>Changes the front matter of somebody: mostly what shows with the person alone, now and then what reaches farther.</summary>
    public string EditFacts(Random random)
    {
        if (random.Next(4) == 0)
        {
            var file = "honourees/ce-shi-yi.md";
            var lines = File.ReadAllLines(PathOf("content/" + file)).Select(l => l.StartsWith("occupation:", StringComparison.Ordinal) ? $"occupation: 示例工{random.Next(100)}" : l);
            File.WriteAllLines(PathOf("content/" + file), lines);
            return "another occupation of somebody in a story and on the front page";
        }
        var writers = _people.Where(p => p.Value is { Story: not null, Withdrawn: false }).Select(p => p.Key).ToList();
        var someone = writers[random.Next(writers.Count)];
        var facts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(40)).Select(number => number switch
        {
            < 12 => $"occupation: 工种{number}",
            < 17 => $"employer: 示例第{number - 12}厂",
            < 20 => $"born: {1900 + number}",
            < 22 => $"district: {(number == 20 ? "shili" : "kaifa")}",
            < 25 => $"industry: {(number == 22 ? "transport" : "sanitation")}",
            < 28 => $"motivation: 示例的一句{number}",
            < 31 => $"sources: [ s00{(number % 2) + 1} ]",
            < 33 => "ethnicity: 维吾尔族",
            < 35 => $"native_place: 示例省{number}",
            35 => "outside: true",
            36 => "pinyin: Ce Shi Xin",
            37 => $"aliases: [ /old/{someone}/ ]",
            38 => "draft: true",
            _ => "related: [ { id: ce-shi-yi, relation: mentor } ]",
        }).DistinctBy(line => line.Split(':')[0]).ToList();
        _people[someone] = _people[someone] with { Facts = string.Concat(facts.Select(line => line + "\n")) };
        WritePeople();
        return $"{string.Join(", ", facts)} of {someone}";
    }

    /// <summary>Does one thing that editors do and says what.</summary>
    public string Edit(Random random)
    {
        var someone = _people.Keys.ElementAt(random.Next(_people.Count));
        switch (random.Next(16))
        {
            case 15:
                return Say(someone, $"also_known_as: [ 测试{Given[random.Next(Given.Length)]} ]\n", $"a former name of {someone}");
            case 9:
                Change("districts.csv", "仿真", "仿真" + (char)('一' + random.Next(20)));
                return "another name for a district";
            case 10:
                _isReversed = !_isReversed;
                WritePeople();
                return "rows in another order";
            case 11:
                // Two of one name are told apart wherever they stand.
                _people[someone] = _people[someone] with { Given = _people.Values.ElementAt(random.Next(_people.Count)).Given };
                WritePeople();
                return $"{someone} is called as somebody else is";
            case 12:
                return Say(someone, $"related: [ {{ id: ce-shi-yi, relation: mentor }} ]\n", $"a mentor of {someone}");
            case 13:
                return Say(someone, $"publish_on: {Now.AddDays(random.Next(-3, 4)):yyyy-MM-dd}\nexpire_on: {Now.AddDays(random.Next(4, 9)):yyyy-MM-dd}\n", $"{someone} published for some days");
            case 14:
                Change("batches.csv", "年示例劳动模范", "年示例劳动模范" + (char)('一' + random.Next(20)));
                return "another name for batches";
            case 0:
                AddPerson(random);
                WritePeople();
                return "a person more";
            case 1:
                RemovePerson(someone);
                return $"without person {someone}";
            case 2:
                _people[someone] = _people[someone] with { Withdrawn = !_people[someone].Withdrawn };
                WritePeople();
                return $"honour of {someone} withdrawn or given back";
            case 3:
                _people[someone] = _people[someone] with { Given = Given[random.Next(Given.Length)].ToString() };
                WritePeople();
                return $"another name for {someone}";
            case 4:
                _people[someone] = _people[someone] with { Story = $"示例车间的测试文字，第{random.Next(1000)}句。[^s001]\n\n又一段，{random.Next(1000)}。" };
                WritePeople();
                return $"another story of {someone}";
            case 5:
                Change("awards.yaml", "示例劳动模范", "示例劳动模范" + (char)('一' + random.Next(20)));
                return "another name for an award";
            case 6:
                Change("industries.csv", "环卫", "环卫" + (char)('一' + random.Next(20)));
                return "another name for an industry";
            case 7:
                Now = Now.AddDays(random.Next(-4, 9));
                return $"the clock at {Now}";
            default:
                Append("stories/liang-dai-ren.md", $"新的一段，{random.Next(1000)}。");
                return "a paragraph of a story more";
        }
    }

    /// <summary>Whether two sites hold the same files with the same bytes.</summary>
    public bool Same(string one, string other, out string difference)
    {
        difference = "";
        var (a, b) = (Files(one), Files(other));
        if (!a.SequenceEqual(b)) difference = "only in one: " + string.Join(", ", a.Except(b).Concat(b.Except(a)).Take(5));
        else if (a.FirstOrDefault(f => !File.ReadAllBytes(Path.Combine(PathOf(one), f)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(PathOf(other), f)))) is { } file) difference = file;
        return difference.Length == 0;
    }

    /// <summary>A site that is no longer asked for, with what lies beside it.</summary>
    public void Remove(string site)
    {
        foreach (var folder in new[] { site, $".{site}.honourwall" }) if (Directory.Exists(PathOf(folder))) Directory.Delete(PathOf(folder), true);
    }

    private List<string> Files(string site) =>
        [.. Directory.EnumerateFiles(PathOf(site), "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(PathOf(site), f)).Order(StringComparer.Ordinal)];

    private void Change(string file, string old, string now)
    {
        var text = File.ReadAllText(PathOf("content/" + file));
        File.WriteAllText(PathOf("content/" + file), text.Replace(old, now, StringComparison.Ordinal));
    }

    private void AddPerson(Random random) =>
        _people.Add(_next++, (Given[random.Next(Given.Length)].ToString(), false, random.Next(2) == 0 ? $"示例单位的测试文字{random.Next(1000)}。" : null, ""));

    /// <summary>What somebody's file says beside the name; somebody without one gets a file.</summary>
    private string Say(int someone, string facts, string what)
    {
        _people[someone] = _people[someone] with { Story = _people[someone].Story ?? "一句。", Facts = facts };
        WritePeople();
        return what;
    }

    private void WritePeople()
    {
        var header = _batch[.._batch.IndexOf('\n', StringComparison.Ordinal)];
        StringBuilder[] batches = [new(_batch), .. LaterYears.Select(_ => new StringBuilder(header))];
        foreach (var (number, person) in _isReversed ? _people.Reverse() : _people)
        {
            var district = number % 2 == 0 ? "shili" : "fangzhen";
            var (employer, industry) = (number % 7 == 0 ? "" : $"示例第{number % 5}厂", number % 4 == 3 ? "" : number % 4 == 1 ? "transport" : "sanitation");
            batches[number % 3].Append(CultureInfo.InvariantCulture, $"\nren-{number},测试{person.Given},男,,{district},{employer},钳工,{industry},{(person.Withdrawn ? "withdrawn" : "")},,,,");
            var file = $"content/honourees/ren-{number}.md";
            if (person is { Story: { } story, Withdrawn: false }) _folder.Write(file, $"---\nname: 测试{person.Given}\n{person.Facts}---\n{story}\n");
            else File.Delete(PathOf(file));
        }
        foreach (var file in Directory.EnumerateFiles(PathOf("content/honourees"), "ren-*.md"))
        {
            if (!_people.ContainsKey(int.Parse(Path.GetFileNameWithoutExtension(file)[4..], CultureInfo.InvariantCulture))) File.Delete(file);
        }
        foreach (var (i, rows) in batches.Index()) _folder.Write($"content/batches/{2020 + i}-model-worker.csv", rows.Append('\n').ToString());
    }

    public void Dispose() => _folder.Dispose();
}
