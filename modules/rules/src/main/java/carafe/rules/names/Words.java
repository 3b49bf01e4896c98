package carafe.rules.names;

import java.util.List;

/**
 * The words that names are made of, in CamelCase: all friendly, and no two pairs read the same.
 *
 * <p>Names given are in the journal, so the lists may change.
 */
final class Words {
  static final List<String> ADJECTIVES =
      split(
          """
          Airy Alpine Amber Ancient Aromatic Autumnal Balanced Bold Breezy Bright Briny Bubbly \
          Buttery Cedary Chalky Cheerful Citrusy Clever Coastal Complex Copper Creamy Crimson \
          Crisp Curious Dainty Dapper Delicate Dewy Earthy Elegant Festive Fizzy Flinty Floral \
          Fragrant Frosty Fruity Gallant Garnet Gentle Golden Graceful Grand Hearty Herbal \
          Honeyed Jammy Jolly Juicy Layered Lively Luminous Lush Mellow Merry Mineral Minty Misty \
          Moonlit Mossy Noble Nutty Oaky Opulent Patient Pearly Peppery Perfumed Plummy Polished \
          Radiant Refined Regal Ripe Robust Rosy Rounded Royal Ruby Rustic Sandy Scarlet Silky \
          Silver Smoky Sparkling Spicy Starry Stately Steady Stony Subtle Sunlit Sunny Supple \
          Tannic Tender Timeless Toasty Valiant Velvety Venerable Vibrant Vintage Vivid Volcanic \
          Woody Zesty
          """);

  static final List<String> NOUNS =
      split(
          """
          Aglianico Albarino Amphora Arneis Assyrtiko Barbera Bardolino Barolo Barrel Beaujolais \
          Blossom Bordeaux Bottle Bouquet Burgundy Cabernet Carafe Carmenere Cask Cava Cellar \
          Chablis Chalice Champagne Chardonnay Chateau Chianti Cinsault Cluster Cork Corkscrew \
          Cuvee Decanter Dolcetto Falcon Fiano Flute Furmint Gamay Garganega Goblet Grape Grenache \
          Harvest Hillside Kestrel Lagrein Lambrusco Lark Madeira Magnum Malbec Marsala Marsanne \
          Merlot Montepulciano Mourvedre Muscat Nebbiolo Nightingale Orchard Palomino Pinot \
          Pinotage Port Press Primitivo Prosecco Riesling Rioja Roussanne Sangiovese Sauternes \
          Sauvignon Semillon Sherry Shiraz Silvaner Soave Sommelier Starling Swallow Syrah Tannat \
          Tempranillo Tendril Terrace Terroir Thrush Tokaj Touriga Trellis Tulip Verdejo \
          Vermentino Vine Vineyard Vintner Viognier Viura Xarello Zinfandel Zweigelt
          """);

  private Words() {}

  private static List<String> split(String words) {
    return List.of(words.strip().split(" +"));
  }
}
