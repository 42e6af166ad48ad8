using Xunit;

namespace HonourWall.Browser.Tests;

/// <summary>One address for each kind of page, of the real content, and those of the hard cases that the real content does not have.</summary>
internal static class PageKinds
{
    public static readonly string[] Content =
    [
        "/", "/wall/", "/search/", "/404.html",
        "/honourees/", "/honourees/shi-chuanxiang/", "/honourees/liu-gengsheng/", "/honourees/li-jinming/", "/honourees/wang-chao/", "/national-figures/",
        "/collectives/", "/collectives/badaling-paichusuo/", "/studios/", "/studios/sanxing-qiche-studio/",
        "/stories/", "/stories/yi-ge-mingzi-liang-dai-ren/", "/notices/",
        "/awards/", "/awards/national-model-worker/", "/batches/", "/batches/2025-national-model-worker/", "/years/", "/years/2025/", "/years/undated/",
        "/districts/", "/districts/dongcheng/", "/districts/dongcheng/2025/", "/industries/", "/industries/sanitation/",
        "/figures/", "/names/", "/names/l/", "/names/strokes/5/", "/names/surnames/", "/about/", "/glossary/",
    ];

    public static readonly string[] HardCases =
    [
        "/", "/honourees/duorong/", "/honourees/changming/", "/honourees/hanjian/", "/honourees/wuming/", "/honourees/cheyi/", "/collectives/changjiti/",
        "/studios/shifan-studio/", "/studios/kong-studio/", "/stories/long/", "/notices/open/", "/notices/past/", "/awards/shiji/", "/awards/kongjiang/",
        "/batches/kongbai-2002/", "/batches/shiji-2001/page/2/", "/districts/henchang/", "/industries/kong/",
    ];

    public static TheoryData<bool, string> All()
    {
        var all = new TheoryData<bool, string>();
        foreach (var address in Content) all.Add(false, address);
        foreach (var address in HardCases) all.Add(true, address);
        return all;
    }
}
