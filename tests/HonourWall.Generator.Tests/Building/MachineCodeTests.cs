using HonourWall.Generator.Incremental;
using Xunit;

namespace HonourWall.Generator.Tests.Building;

/// <summary>The command as machine code, which a release build on Linux x64 puts beside honourwall.dll (HonourWall.Native).</summary>
public sealed class MachineCodeTests : IDisposable
{
    private static readonly (string, string) Off = ("HONOURWALL_NATIVE", "off");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Takes_the_place_of_the_assembly_unless_told_not_to()
    {
        Assert.Contains("machine code", HonourWallCommand.Run(["version"]).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("machine code", HonourWallCommand.Run(["version"], Off).Output, StringComparison.Ordinal);
    }

    /// <summary>By reflection it must see every field that the assembly sees: a fingerprint that leaves one out keeps a page that has changed.</summary>
    [Fact]
    public void Writes_the_same_bytes_and_remembers_the_same_fingerprints()
    {
        Build("code");
        Build("assembly", Off);
        Assert.Equal(SmallUnion.Files(_folder.PathOf("assembly")), SmallUnion.Files(_folder.PathOf("code")));
        var (assembly, code) = (CacheOf("assembly"), CacheOf("code"));
        Assert.Equal((assembly.State.Version, assembly.State.Setting), (code.State.Version, code.State.Setting));
        Assert.Equal(assembly.Files.OrderBy(file => file.Key, StringComparer.Ordinal), code.Files.OrderBy(file => file.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Says_what_is_wrong_with_the_same_words_and_number()
    {
        string[] arguments = ["build", "-s", _folder.PathOf("nowhere"), "-d", _folder.PathOf("site")];
        var assembly = HonourWallCommand.Run(arguments, Off);
        var code = HonourWallCommand.Run(arguments);
        Assert.Equal((1, assembly.Exit), (assembly.Exit, code.Exit));
        Assert.Equal(FirstLines(assembly.Output), FirstLines(code.Output));
        Assert.Equal(HonourWallCommand.Run(["build", "--help"], Off), HonourWallCommand.Run(["build", "--help"]));
    }

    private static IEnumerable<string> FirstLines(string output) => output.Split('\n').Take(2); // then come the seconds that it took

    private void Build(string name, params ReadOnlySpan<(string, string)> environment)
    {
        var (exit, output) = HonourWallCommand.Run(["build", "-s", SmallUnion.Content, "-d", _folder.PathOf(name), "--clock", "2026-04-10T09:00:00+08:00"], environment);
        Assert.True(exit == 0, output);
    }

    private BuildCache CacheOf(string name) => BuildCache.Read(_folder.PathOf("." + name + ".honourwall"));
}
