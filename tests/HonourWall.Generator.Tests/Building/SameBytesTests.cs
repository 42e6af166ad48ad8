using System.Globalization;
using Xunit;

namespace HonourWall.Generator.Tests.Building;

public sealed class SameBytesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SortedDictionary<string, string> _expected;

    public SameBytesTests() => _expected = SmallUnion.Files(SmallUnion.Build(_folder));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Twice_into_the_same_folder() => Assert.Equal(_expected, SmallUnion.Files(SmallUnion.Build(_folder)));

    [Fact]
    public void With_one_page_at_a_time() => Assert.Equal(_expected, SmallUnion.Files(SmallUnion.Build(_folder, o => o with { Jobs = 1 }, "one")));

    [Fact]
    public void At_another_moment_that_publishes_the_same() =>
        Assert.Equal(_expected, SmallUnion.Files(SmallUnion.Build(_folder, o => o with { Now = SmallUnion.At("2026-04-12T23:00:00+08:00") }, "moment")));

    [Fact]
    public void Under_a_culture_that_writes_numbers_and_dates_otherwise()
    {
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat.NumberGroupSeparator = "'";
        other.NumberFormat.NumberDecimalSeparator = ",";
        other.NumberFormat.NegativeSign = "~";
        other.DateTimeFormat.ShortDatePattern = "dd/MM yyyy";
        var (before, threads) = (CultureInfo.CurrentCulture, CultureInfo.DefaultThreadCurrentCulture);
        try
        {
            CultureInfo.CurrentCulture = other;
            CultureInfo.DefaultThreadCurrentCulture = other;
            Assert.Equal(_expected, SmallUnion.Files(SmallUnion.Build(_folder, name: "culture")));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.DefaultThreadCurrentCulture) = (before, threads);
        }
    }

    [Fact]
    public void In_another_time_zone_and_language_from_files_made_in_another_order()
    {
        var copy = _folder.PathOf("copy/content");
        foreach (var file in Directory.EnumerateFiles(SmallUnion.Content, "*", SearchOption.AllDirectories).OrderDescending(StringComparer.Ordinal))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(SmallUnion.Content, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!); // below copy
            File.Copy(file, target);
        }
        var (exit, output) = HonourWallCommand.Run(
            ["build", "-s", copy, "-d", _folder.PathOf("zone"), "--compress", "none", "--clock", "2026-04-10T09:00:00+08:00"],
            ("TZ", "America/New_York"), ("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8"));
        Assert.True(exit == 0, output);
        Assert.Equal(_expected, SmallUnion.Files(_folder.PathOf("zone")));
    }
}
