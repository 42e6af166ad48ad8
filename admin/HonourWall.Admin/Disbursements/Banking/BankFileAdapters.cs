using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using HonourWall.Admin.Tables;

namespace HonourWall.Admin.Disbursements.Banking;

/// <summary>The adapters that there are.</summary>
public static class BankFileAdapters
{
    public static ImmutableArray<IBankFileAdapter> All { get; } = [new TextAdapter(), new WorkbookAdapter(), new SingleTransfers()];

    public static IBankFileAdapter? Find(string? code) => All.FirstOrDefault(a => a.Code == code);

    /// <exception cref="InvalidOperationException">A stored file names an adapter that this program does not have.</exception>
    public static IBankFileAdapter Get(string code) => Find(code) ?? throw new InvalidOperationException($"No bank file adapter {code}.");

    /// <summary>The columns that the banks here take.</summary>
    public static ImmutableArray<string> Header { get; } = ["序号", "姓名", "帐号", "金额", "身份证"];

    public static string[] Cells(BankLine line) => [line.Number.ToString(CultureInfo.InvariantCulture), BankText.Name(line.Name), line.Account, line.Amount.ToString(), line.IdNumber];

    /// <summary>The lines as text, whatever the adapter: what a file's digest is taken of.</summary>
    public static string Text(IEnumerable<BankLine> lines) =>
        string.Concat(lines.Select(Cells).Prepend([.. Header]).Select(cells => string.Join('|', cells) + "\r\n"));

    private static Table Sheet(IReadOnlyList<BankLine> lines) => new(Header, [.. lines.Select(Cells)]);

    /// <summary><c>序号|姓名|帐号|金额|身份证</c>, a line a payment, in the encoding that the banks' programs read.</summary>
    private sealed class TextAdapter : IBankFileAdapter
    {
        public string Code => "bank-text";

        public string Word => "批量代发，竖线分隔文本（5 到 1,000 笔一个文件）";

        public int MinimumRows => 5;

        public int MaximumRows => 1000;

        public string Extension => ".txt";

        public string ContentType => "text/plain; charset=gb18030";

        public byte[] Write(IReadOnlyList<BankLine> lines)
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            return Encoding.GetEncoding("GB18030").GetBytes(Text(lines));
        }
    }

    /// <summary>The same columns as a workbook; every cell is text, so that no account loses a digit.</summary>
    private sealed class WorkbookAdapter : IBankFileAdapter
    {
        public string Code => "bank-workbook";

        public string Word => "批量代发，Excel（5 到 1,000 笔一个文件）";

        public int MinimumRows => 5;

        public int MaximumRows => 1000;

        public string Extension => ".xlsx";

        public string ContentType => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

        public byte[] Write(IReadOnlyList<BankLine> lines) => XlsxWriter.Write(Sheet(lines));
    }

    /// <summary>For what is left under five: a list from which the payer makes single transfers. Its results come back in the same way.</summary>
    private sealed class SingleTransfers : IBankFileAdapter
    {
        public string Code => "single-transfers";

        public string Word => "不足 5 笔：逐笔转账清单（Excel）";

        public int MinimumRows => 1;

        public int MaximumRows => 4;

        public string Extension => ".xlsx";

        public string ContentType => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

        public byte[] Write(IReadOnlyList<BankLine> lines) => XlsxWriter.Write(Sheet(lines));
    }
}
