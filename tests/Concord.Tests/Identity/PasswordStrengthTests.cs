using Concord.Core.Identity;
using CsCheck;

namespace Concord.Tests.Identity;

public sealed class PasswordStrengthTests
{
    private static readonly string[] Known = ["Sokha Chanthavong", "sokha.c", "sokha@ministry.example"];

    [Theory]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("password12345678")]
    [InlineData("Passw0rd!Passw0rd!")]
    [InlineData("qwertyuiop1234567890")]
    [InlineData("Sokha Chanthavong")]
    [InlineData("sokha20082008")]
    [InlineData("chanthavong-2551")]
    [InlineData("abcabcabcabcabc")]
    [InlineData("welcomeadmin2026")]
    [InlineData("1qaz2wsx3edc")]
    public void What_would_be_guessed_first_is_too_easy(string password) => Assert.Equal("password.too-easy", PasswordStrength.Fault(password, Known));

    [Theory]
    [InlineData("kettle ribbon onward")]
    [InlineData("ខ្ញុំចូលចិត្តទន្លេ")]
    [InlineData("tháp chuông mưa rào")]
    [InlineData("xK4#vq9Lw2&t")]
    [InlineData("ຝົນຕົກໃສ່ຫຼັງຄາບ້ານ")]
    public void Words_that_have_nothing_to_do_with_each_other_pass_in_any_script(string password) => Assert.Null(PasswordStrength.Fault(password, Known));

    [Fact]
    public void Length_is_counted_in_characters_of_unicode()
    {
        Assert.Equal("password.too-short", PasswordStrength.Fault("xK4#vq9Lw2&", Known));
        Assert.Equal("password.too-short", PasswordStrength.Fault("𠀋𠀌𠀍𠀎𠀏𠀐𠀑", Known));
        Assert.Equal("password.too-long", PasswordStrength.Fault(new string('x', 257), Known));
    }

    [Fact]
    public void Anything_is_judged_and_a_longer_one_leaves_no_fewer_choices() => Gen.String.Sample(
        text =>
        {
            var choices = PasswordStrength.Choices(text, Known);
            return choices >= 0 && choices <= text.Length && PasswordStrength.Choices(text + "\u0f00", Known) >= choices;
        },
        iter: 3000);
}
