using System.Globalization;
using System.Text;

namespace Concord.Modules.Identity;

/// <summary>A text as a QR code (ISO/IEC 18004, level M), drawn here: no picture is asked of anybody else.</summary>
internal sealed class ScannedPicture
{
    /// <summary>The light frame that the standard asks for, in squares.</summary>
    private const int Frame = 4;

    public ScannedPicture(string text)
    {
        var squares = ZXing.QrCode.Internal.Encoder.encode(text, ZXing.QrCode.Internal.ErrorCorrectionLevel.M).Matrix;
        (Side, Path) = (squares.Width + (2 * Frame), Draw(squares));
    }

    /// <summary>Squares on each side, the frame among them.</summary>
    public int Side { get; }

    /// <summary>The dark squares as the path of an SVG: one bar for those that touch in a row.</summary>
    public string Path { get; }

    private static string Draw(ZXing.QrCode.Internal.ByteMatrix squares)
    {
        var path = new StringBuilder();
        for (var y = 0; y < squares.Height; y++)
        {
            for (var x = 0; x < squares.Width; x++)
            {
                var from = x;
                while (x < squares.Width && squares[x, y] == 1)
                {
                    x++;
                }

                _ = x == from ? path : path.Append(CultureInfo.InvariantCulture, $"M{from + Frame} {y + Frame}h{x - from}v1h-{x - from}z");
            }
        }

        return path.ToString();
    }
}
