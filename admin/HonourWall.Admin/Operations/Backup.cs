using System.Formats.Tar;
using System.Globalization;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;

namespace HonourWall.Admin.Operations;

/// <summary>One encrypted file that holds everything needed to start again on another machine: the database, the keys, the anchors.</summary>
public static class Backup
{
    public const int MinimumPassphrase = 16;

    private const string DatabaseEntry = "database", KeysEntry = "keys/", AnchorsEntry = "anchors/";

    private static readonly string[] Anchors = ["audit.log", "head"];

    /// <exception cref="OperationException">The passphrase is too short, the file exists, or the database cannot be copied.</exception>
    public static async Task WriteAsync(DataFolder folder, DatabaseAddress address, string file, string passphrase, CancellationToken cancel = default)
    {
        if (passphrase.Length < MinimumPassphrase) throw new OperationException($"备份口令至少 {MinimumPassphrase} 个字符。");
        DataFolder.RefusePublic(Path.GetFullPath(file));
        if (File.Exists(file)) throw new OperationException($"“{file}”已存在，不覆盖。");
        using var working = folder.UseWork();
        var copy = Path.Combine(folder.Work, Guid.NewGuid().ToString("N"));
        var anchors = copy + "-anchors";
        var beside = file + ".part";
        try
        {
            // Before the database: an anchor that is younger than the copy would call the copy cut.
            DataFolder.MakePrivate(anchors);
            foreach (var anchor in Anchors.Select(name => Path.Combine(folder.Anchors, name)).Where(File.Exists)) File.Copy(anchor, Path.Combine(anchors, Path.GetFileName(anchor)));
            await DatabaseCopy.WriteAsync(address, copy, cancel);
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using (var target = new FileStream(beside, options))
            {
                await PassphraseCipher.EncryptAsync(async stream =>
                {
                    await using var tar = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true);
                    await tar.WriteEntryAsync(copy, DatabaseEntry, cancel);
                    foreach (var key in Directory.GetFiles(folder.Keys).Order(StringComparer.Ordinal)) await tar.WriteEntryAsync(key, KeysEntry + Path.GetFileName(key), cancel);
                    foreach (var anchor in Directory.GetFiles(anchors).Order(StringComparer.Ordinal)) await tar.WriteEntryAsync(anchor, AnchorsEntry + Path.GetFileName(anchor), cancel);
                }, target, passphrase);
                target.Flush(flushToDisk: true);
            }
            File.Move(beside, file);
        }
        finally
        {
            File.Delete(copy);
            File.Delete(beside);
            if (Directory.Exists(anchors)) Directory.Delete(anchors, recursive: true);
        }
    }

    /// <summary>
    /// Into an empty data folder (and an empty PostgreSQL database). Nothing is put in place before the whole file was read; anchors of a former
    /// database stay beside those of the backup, under the time.
    /// </summary>
    public static async Task ReadAsync(string file, string passphrase, DataFolder folder, DatabaseAddress address, CancellationToken cancel = default)
    {
        if (Directory.EnumerateFiles(folder.Keys).Any() || File.Exists(folder.Database)) throw new OperationException("数据文件夹里已有数据库或密钥。请恢复到一个空文件夹。");
        using var working = folder.UseWork();
        var staging = Path.Combine(folder.Work, Guid.NewGuid().ToString("N"));
        DataFolder.MakePrivate(staging);
        try
        {
            var names = await StageAsync(file, passphrase, staging, cancel);
            foreach (var former in Anchors.Select(name => Path.Combine(folder.Anchors, name)).Where(File.Exists)) File.Move(former, AnchoredHead.AsideName(former, TimeProvider.System));
            for (var i = 0; i < names.Count; i++)
            {
                var staged = Staged(staging, i);
                if (names[i] == DatabaseEntry) await DatabaseCopy.ReadAsync(address, staged, cancel);
                else File.Move(staged, Path.Combine(names[i].StartsWith(KeysEntry, StringComparison.Ordinal) ? folder.Keys : folder.Anchors, Path.GetFileName(names[i])));
            }
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
        }
    }

    private static async Task<List<string>> StageAsync(string file, string passphrase, string staging, CancellationToken cancel)
    {
        await using var source = File.OpenRead(file);
        await using var plain = PassphraseCipher.Decrypt(source, passphrase);
        await using var tar = new TarReader(plain);
        var names = new List<string>();
        while (await tar.GetNextEntryAsync(cancellationToken: cancel) is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || !IsOurs(entry.Name)) throw new OperationException("备份里有不认识的内容。");
            await entry.ExtractToFileAsync(Staged(staging, names.Count), overwrite: false, cancel);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Staged(staging, names.Count), UnixFileMode.UserRead | UnixFileMode.UserWrite);
            names.Add(entry.Name);
        }
        // To the end: the last piece proves that nothing was cut off.
        await plain.CopyToAsync(Stream.Null, cancel);
        return names;
    }

    private static string Staged(string staging, int number) => Path.Combine(staging, number.ToString(CultureInfo.InvariantCulture));

    private static bool IsOurs(string name) =>
        name == DatabaseEntry
        || ((name.StartsWith(KeysEntry, StringComparison.Ordinal) || name.StartsWith(AnchorsEntry, StringComparison.Ordinal)) && name.Count(c => c == '/') == 1 && Path.GetFileName(name) is { Length: > 0 } last && last[0] != '.');
}
