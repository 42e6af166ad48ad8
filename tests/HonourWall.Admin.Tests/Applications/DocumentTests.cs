using System.Text;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Applications;
using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Applications;

public class DocumentTests
{
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 2, 0, 0xFF, 0xD9];

    [Fact]
    public void Whole_documents_of_the_three_formats_are_told_by_their_content()
    {
        Assert.Equal((DocumentFormat.Pdf, null), DocumentContent.Read(ApplicationRoom.Pdf));
        Assert.Equal((DocumentFormat.Png, null), DocumentContent.Read(Png));
        Assert.Equal((DocumentFormat.Jpeg, null), DocumentContent.Read(Jpeg));
    }

    [Theory]
    [InlineData("", "空")]
    [InlineData("<html><script>alert(1)</script>", "不是其中任何一种")]
    [InlineData("PK\u0003\u0004", "不是其中任何一种")]
    [InlineData("GIF89a", "不是其中任何一种")]
    [InlineData("%PDF-1.4 cut off", "不完整")]
    [InlineData("%PDF-1.4 /OpenAction<</S/JavaScript/JS(app.alert(1))>> %%EOF", "脚本")]
    [InlineData("%PDF-1.4 /S/Launch/F(cmd.exe) %%EOF", "启动程序")]
    [InlineData("%PDF-1.4 /Type/EmbeddedFile %%EOF", "夹带")]
    public void Anything_else_is_refused_with_the_reason(string content, string reason) =>
        Assert.Contains(reason, DocumentContent.Read(Encoding.Latin1.GetBytes(content)).Wrong, StringComparison.Ordinal);

    [Fact]
    public void A_name_that_only_begins_like_a_script_is_none() =>
        Assert.Null(DocumentContent.Read("%PDF-1.4 /JSubset 1 /JSx %%EOF"u8).Wrong);

    [Fact]
    public void A_picture_that_is_cut_off_too_large_or_a_bomb_is_refused()
    {
        Assert.Contains("不完整", DocumentContent.Read(Png.AsSpan(0, Png.Length - 12)).Wrong, StringComparison.Ordinal);
        Assert.Contains("不完整", DocumentContent.Read(Jpeg.AsSpan(0, Jpeg.Length - 2)).Wrong, StringComparison.Ordinal);
        Assert.Contains("MB", DocumentContent.Read(new byte[DocumentContent.MaximumBytes + 1]).Wrong, StringComparison.Ordinal);
        byte[] wide = [.. Png];
        wide[16] = 0x7F;
        Assert.Contains("像素", DocumentContent.Read(wide).Wrong, StringComparison.Ordinal);
        byte[] tall = [.. Jpeg];
        (tall[13], tall[14]) = (0xFF, 0xFF);
        Assert.Contains("像素", DocumentContent.Read(tall).Wrong, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("诊断.pdf", DocumentFormat.Pdf, true)]
    [InlineData("扫描.JPEG", DocumentFormat.Jpeg, true)]
    [InlineData("扫描.png", DocumentFormat.Jpeg, false)]
    [InlineData("诊断.pdf.exe", DocumentFormat.Pdf, false)]
    [InlineData("诊断", DocumentFormat.Pdf, false)]
    public void A_name_has_to_end_like_what_the_content_is(string name, DocumentFormat format, bool fits) =>
        Assert.Equal(fits, DocumentContent.RefuseName(name, format) is null);

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_document_is_sealed_moves_to_a_new_key_and_opens_byte_for_byte(DatabaseKind kind)
    {
        await using var room = await ApplicationRoom.OpenAsync(kind);
        var clerk = await room.ActorAsync("clerk", null, Role.Clerk);
        var id = await room.DraftAsync(clerk);
        byte[] scan = [.. Png.AsSpan(0, Png.Length - 12), .. "金丝雀扫描件"u8, .. Png.AsSpan(Png.Length - 12)];
        await using var db = room.Room.Factory.Open(clerk);
        Assert.Null(await room.Documents.AddAsync(db, await db.Set<Application>().SingleAsync(a => a.Id == id, TestContext.Current.CancellationToken), DocumentKind.Medical, "C:\\扫描\\金丝雀.png", scan, default));
        room.Room.Ring.Rotate(KeyPurpose.Data, room.Room.Clock);
        await new Reencryption(room.Room.Factory, room.Room.Vault).RunAsync(TestContext.Current.CancellationToken);
        var stored = await db.Set<ApplicationDocument>().AsNoTracking().OrderBy(d => d.Id).LastAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("v1|" + room.Room.Ring.Active(KeyPurpose.Data).Id + "|", stored.Content.Stored, StringComparison.Ordinal);
        Assert.Equal(scan, room.Room.Vault.OpenBytes(ApplicationFields.DocumentContent, stored.Id, stored.Content, OpenPurpose.Reveal));
        Assert.Equal("金丝雀.png", room.Room.Vault.Open(ApplicationFields.DocumentName, stored.Id, stored.Name, OpenPurpose.Reveal));
        // A document copied to another row, or into another column, does not open.
        Assert.Throws<ProtectionException>(() => room.Room.Vault.OpenBytes(ApplicationFields.DocumentContent, Guid.NewGuid(), stored.Content, OpenPurpose.Reveal));
        Assert.Throws<ProtectionException>(() => room.Room.Vault.OpenBytes(ApplicationFields.DocumentName, stored.Id, stored.Content, OpenPurpose.Reveal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task After_the_submission_nothing_is_added_or_taken_out(DatabaseKind kind)
    {
        await using var room = await ApplicationRoom.OpenAsync(kind);
        var clerk = await room.ActorAsync("clerk", null, Role.Clerk);
        var id = await room.DraftAsync(clerk);
        Assert.Null(await room.MoveAsync(clerk, id, ApplicationMove.Submit));
        await using var db = room.Room.Factory.Open(clerk);
        var application = await db.Set<Application>().SingleAsync(a => a.Id == id, TestContext.Current.CancellationToken);
        Assert.Contains("不能添加", await room.Documents.AddAsync(db, application, DocumentKind.Other, "x.png", Png, default), StringComparison.Ordinal);
        var document = await db.Set<ApplicationDocument>().Select(d => d.Id).SingleAsync(TestContext.Current.CancellationToken);
        Assert.Contains("不能去掉", await room.Documents.RemoveAsync(db, application, document, default), StringComparison.Ordinal);
    }
}
