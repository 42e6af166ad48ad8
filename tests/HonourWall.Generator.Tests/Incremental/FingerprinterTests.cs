using HonourWall.Generator.Incremental;
using Xunit;

namespace HonourWall.Generator.Tests.Incremental;

public sealed class FingerprinterTests
{
    private static Industry Steel => new(IndustryId.Parse("steel"), "钢铁");

    [Fact]
    public void A_copy_that_holds_something_else_does_not_keep_the_fingerprint_of_what_it_was_made_from()
    {
        var steel = Steel;
        var before = Fingerprinter.Of(steel);
        Assert.NotEqual(before, Fingerprinter.Of(steel with { Name = "冶金" }));
        Assert.Equal(before, Fingerprinter.Of(steel with { }));
        Assert.Equal(before, Fingerprinter.Of(Steel));
    }

    [Fact]
    public void A_fingerprint_is_no_part_of_the_value()
    {
        var known = Steel;
        _ = Fingerprinter.Of(known);
        Assert.Equal(Steel, known);
        Assert.Equal(Steel.GetHashCode(), known.GetHashCode());
    }
}
