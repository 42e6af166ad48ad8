using HonourWall.Admin.Tables;
using Xunit;

namespace HonourWall.Admin.Tests.Tables;

public sealed class ListExportTests
{
    [Fact]
    public void A_list_that_no_file_has_room_for_is_refused_and_never_cut_off()
    {
        Assert.Null(ListExport.TooMany(ListExport.MaximumRows));
        Assert.Equal("有 50001 行，一个文件最多 50000 行。请先筛选，再导出。", ListExport.TooMany(ListExport.MaximumRows + 1));
    }
}
