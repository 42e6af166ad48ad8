using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Audit;

/// <summary>Recomputes the chain from the first entry and compares it with the head and the anchors outside.</summary>
public static class AuditVerifier
{
    /// <summary>Everything that is wrong, in order; empty when the audit is whole.</summary>
    public static async Task<IReadOnlyList<AuditFinding>> VerifyAsync(AdminDb db, KeyRing ring, AuditAnchor anchor, CancellationToken cancel = default)
    {
        var findings = new List<AuditFinding>();
        var (anchors, broken) = anchor.Read();
        if (broken is not null) findings.Add(new(0, broken));
        else if (anchors.Count > 0 && !File.Exists(anchor.Head.File)) findings.Add(new(0, "锚点文件 head 不见了：最近写入的记录有没有被截断，无从对照。刚升级的，先启动一次。"));
        var anchored = anchors.ToLookup(a => a.Sequence);
        var expected = 1L;
        var previous = AuditHash.Genesis;
        await foreach (var entry in db.AuditEntries.AsNoTracking().OrderBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (entry.Sequence != expected) findings.Add(new(expected, $"缺少第 {expected} 条至第 {entry.Sequence - 1} 条。"));
            expected = entry.Sequence + 1;
            var hash = ring.All(KeyPurpose.Audit).FirstOrDefault(key => key.Id == entry.KeyId) is { } key ? AuditHash.Of(key, previous, entry) : null;
            if (!string.Equals(hash, entry.Hash, StringComparison.Ordinal)) findings.Add(new(entry.Sequence, $"第 {entry.Sequence} 条与校验链不符：内容被改动、顺序被调换或前一条被替换。"));
            foreach (var mark in anchored[entry.Sequence].Where(mark => mark.Hash != entry.Hash))
                findings.Add(new(entry.Sequence, $"第 {entry.Sequence} 条与 {mark.At:yyyy-MM-dd HH:mm}（UTC）写在库外的锚点不符。"));
            previous = entry.Hash;
        }
        var head = await AuditAnchor.HeadAsync(db, cancel);
        if (head.Sequence != expected - 1 || head.Hash != previous) findings.Add(new(expected, $"末尾与链头不符：链头记到第 {head.Sequence} 条，库里到第 {expected - 1} 条。"));
        if (anchors.Count > 0 && anchors[^1].Sequence >= expected)
            findings.Add(new(expected, $"库外锚点记到第 {anchors[^1].Sequence} 条（{anchors[^1].At:yyyy-MM-dd HH:mm:ss} UTC），库里只到第 {expected - 1} 条：第 {expected} 条以后的末尾被截断，或恢复了旧的数据库。"));
        return findings;
    }
}
