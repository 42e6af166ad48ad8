using System.Security.Cryptography;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Tests.Support;
using Xunit;

namespace HonourWall.Admin.Tests.Protection;

public sealed class VaultTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hwkeys").FullName;
    private readonly ManualClock _clock = new();
    private readonly KeyRing _ring;
    private readonly Vault _vault;

    public VaultTests()
    {
        _ring = KeyRing.Create(_folder, _clock);
        _vault = new(_ring);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("11010119900307001X")]
    [InlineData("")]
    [InlineData("𠮷野家\n第二行")]
    [InlineData("v1|d1|AAAA|AAAA|AAAA")]
    public void What_is_sealed_opens_to_the_same_text(string text)
    {
        var row = Guid.NewGuid();
        var value = _vault.Seal(PersonFields.IdNumber, row, text);
        Assert.Equal(text, _vault.Open(PersonFields.IdNumber, row, value, OpenPurpose.Internal));
        Assert.StartsWith("v1|d1|", value.Stored, StringComparison.Ordinal);
        if (text.Length > 0) Assert.DoesNotContain(text, value.Stored[6..], StringComparison.Ordinal);
        Assert.Equal("［受保护］", value.ToString());
    }

    [Fact]
    public void A_value_opens_only_in_its_own_table_column_and_row()
    {
        var row = Guid.NewGuid();
        var value = _vault.Seal(PersonFields.IdNumber, row, "11010119900307001X");
        Assert.Throws<ProtectionException>(() => _vault.Open(PersonFields.Mobile, row, value, OpenPurpose.Internal));
        Assert.Throws<ProtectionException>(() => _vault.Open(PersonFields.IdNumber, Guid.NewGuid(), value, OpenPurpose.Internal));
        Assert.Throws<ProtectionException>(() => _vault.Open(PersonFields.IdNumber with { Table = "relatives" }, row, value, OpenPurpose.Internal));
    }

    [Theory]
    [InlineData("11010119900307001X")]
    [InlineData("")]
    [InlineData("P|11010119900307001X")]
    [InlineData("v1|d1|!!|!!|!!")]
    [InlineData("v9|d1|AAAA|AAAA|AAAA")]
    [InlineData("v1|d9|AAAAAAAAAAAAAAAA|AAAA|AAAAAAAAAAAAAAAAAAAAAA==")]
    public void What_does_not_decrypt_is_an_error_and_never_plain_text(string stored)
    {
        var error = Assert.Throws<ProtectionException>(() => _vault.Open(PersonFields.IdNumber, Guid.NewGuid(), ProtectedText.FromStored(stored), OpenPurpose.Internal));
        if (stored.Length > 4) Assert.DoesNotContain(stored, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_changed_character_of_a_value_is_noticed()
    {
        var row = Guid.NewGuid();
        var value = _vault.Seal(PersonFields.IdNumber, row, "11010119900307001X").Stored;
        for (var i = 0; i < value.Length; i++)
        {
            var changed = value[..i] + (value[i] == 'A' ? 'B' : 'A') + value[(i + 1)..];
            // The spare bits of a Base64 group's last character carry nothing: the bytes are the same.
            if (SameBytes(value, changed)) continue;
            Assert.Throws<ProtectionException>(() => _vault.Open(PersonFields.IdNumber, row, ProtectedText.FromStored(changed), OpenPurpose.Internal));
        }
    }

    [Fact]
    public void After_a_rotation_old_values_open_and_new_ones_take_the_new_key_in_a_running_server()
    {
        var row = Guid.NewGuid();
        var old = _vault.Seal(PersonFields.IdNumber, row, "11010119900307001X");
        var oldIndex = _vault.Index(PersonFields.IdNumber, "11010119900307001X");
        var command = KeyRing.Open(_folder);
        command.Rotate(KeyPurpose.Data, _clock);
        command.Rotate(KeyPurpose.Index, _clock);

        Assert.StartsWith("v1|d2|", _vault.Seal(PersonFields.IdNumber, row, "x").Stored, StringComparison.Ordinal);
        Assert.Equal("11010119900307001X", _vault.Open(PersonFields.IdNumber, row, old, OpenPurpose.Internal));
        Assert.Contains(oldIndex, _vault.Indexes(PersonFields.IdNumber, "11010119900307001X"));
        Assert.True(_vault.IsStale(old, null));

        command.Retire("d1");
        Assert.Throws<ProtectionException>(() => _vault.Open(PersonFields.IdNumber, row, old, OpenPurpose.Internal));
    }

    [Fact]
    public void A_blind_index_forgives_how_a_number_is_typed_and_needs_its_own_key()
    {
        Assert.Equal(_vault.Index(PersonFields.IdNumber, "11010119900307001X"), _vault.Index(PersonFields.IdNumber, " 110101 1990 0307 001x "));
        Assert.Equal(_vault.Index(PersonFields.Mobile, "13800138000"), _vault.Index(PersonFields.Mobile, "+86 138-0013-8000"));
        Assert.NotEqual(_vault.Index(PersonFields.IdNumber, "13800138000"), _vault.Index(PersonFields.Mobile, "13800138000"));
        Assert.NotEqual(_ring.Active(KeyPurpose.Data).Bytes, _ring.Active(KeyPurpose.Index).Bytes);
    }

    [Fact]
    public void Another_master_key_opens_nothing()
    {
        File.WriteAllText(Path.Combine(_folder, "master.key"), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        Assert.Throws<ProtectionException>(() => KeyRing.Open(_folder));
    }

    [Fact]
    public void A_key_file_shows_no_key_and_no_other_user_may_read_it()
    {
        var text = File.ReadAllText(Path.Combine(_folder, "keys.json"));
        foreach (var key in _ring.Keys) Assert.DoesNotContain(Convert.ToBase64String(key.Bytes), text, StringComparison.Ordinal);
        if (OperatingSystem.IsWindows()) return;
        foreach (var file in Directory.GetFiles(_folder)) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void A_module_of_another_version_can_take_over_while_old_values_stay_readable()
    {
        var row = Guid.NewGuid();
        var old = _vault.Seal(PersonFields.IdNumber, row, "11010119900307001X");
        var moved = new Vault(_ring, [new OtherModule(), new AesGcmModule()]);
        Assert.StartsWith("t9|", moved.Seal(PersonFields.IdNumber, row, "abc").Stored, StringComparison.Ordinal);
        Assert.Equal("abc", moved.Open(PersonFields.IdNumber, row, moved.Seal(PersonFields.IdNumber, row, "abc"), OpenPurpose.Internal));
        Assert.Equal("11010119900307001X", moved.Open(PersonFields.IdNumber, row, old, OpenPurpose.Internal));
    }

    private static bool SameBytes(string a, string b)
    {
        try
        {
            var (first, second) = (a.Split('|'), b.Split('|'));
            return first.Length == second.Length && first[0] == second[0] && first[1] == second[1]
                && Enumerable.Range(2, 3).All(i => Convert.FromBase64String(first[i]).AsSpan().SequenceEqual(Convert.FromBase64String(second[i])));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private sealed class OtherModule : ISealingModule
    {
        private readonly AesGcmModule _inner = new();

        public string Version => "t9";

        public int KeyBytes => 32;

        public int NonceBytes => 12;

        public int TagBytes => 16;

        public void Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plain, Span<byte> cipher, Span<byte> tag, ReadOnlySpan<byte> bound) =>
            _inner.Seal(SHA256.HashData(key), nonce, plain, cipher, tag, bound);

        public void Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> cipher, ReadOnlySpan<byte> tag, Span<byte> plain, ReadOnlySpan<byte> bound) =>
            _inner.Open(SHA256.HashData(key), nonce, cipher, tag, plain, bound);
    }
}
