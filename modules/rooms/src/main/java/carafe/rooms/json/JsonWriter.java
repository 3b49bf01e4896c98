package carafe.rooms.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Writes one JSON object, its fields in the order of the calls.
 *
 * <p>Field names are given by hand, never derived from Java's: what is on the wire and in the
 * journal stays as it is when our code is renamed.
 */
public final class JsonWriter {
  /**
   * Writes emoji as themselves, not as two escapes: a third of the bytes, and people can read it.
   */
  private static final JsonFactory JSON =
      new JsonFactoryBuilder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  private final JsonGenerator out;

  private JsonWriter(JsonGenerator out) {
    this.out = out;
  }

  /** The UTF-8 bytes of the object whose fields this writes. */
  public static byte[] object(Consumer<JsonWriter> fields) {
    try (var bytes = new ByteArrayBuilder()) {
      try (JsonGenerator out = JSON.createGenerator(bytes)) {
        out.writeStartObject();
        fields.accept(new JsonWriter(out));
        out.writeEndObject();
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw inMemory(e);
    }
  }

  public JsonWriter text(String name, String value) {
    try {
      out.writeStringField(name, value);
    } catch (IOException e) {
      throw inMemory(e);
    }
    return this;
  }

  /** Leaves the field out when there is no value, as all {@code Optional} variants do. */
  public JsonWriter text(String name, Optional<String> value) {
    value.ifPresent(text -> text(name, text));
    return this;
  }

  public JsonWriter number(String name, long value) {
    try {
      out.writeNumberField(name, value);
    } catch (IOException e) {
      throw inMemory(e);
    }
    return this;
  }

  public JsonWriter number(String name, Optional<? extends Number> value) {
    value.ifPresent(number -> number(name, number.longValue()));
    return this;
  }

  public JsonWriter flag(String name, boolean value) {
    try {
      out.writeBooleanField(name, value);
    } catch (IOException e) {
      throw inMemory(e);
    }
    return this;
  }

  /** The field is there, and {@code null}. */
  public JsonWriter nothing(String name) {
    try {
      out.writeNullField(name);
    } catch (IOException e) {
      throw inMemory(e);
    }
    return this;
  }

  public JsonWriter object(String name, Consumer<JsonWriter> fields) {
    try {
      out.writeObjectFieldStart(name);
      fields.accept(this);
      out.writeEndObject();
    } catch (IOException e) {
      throw inMemory(e);
    }
    return this;
  }

  /** A list of objects. */
  public <T> JsonWriter objects(
      String name, Collection<T> items, BiConsumer<T, JsonWriter> fields) {
    try {
      out.writeArrayFieldStart(name);
      for (T item : items) {
        out.writeStartObject();
        fields.accept(item, this);
        out.writeEndObject();
      }
      out.writeEndArray();
    } catch (IOException e) {
      throw inMemory(e);
    }
    return this;
  }

  /** A list of texts. */
  public JsonWriter texts(String name, Collection<String> items) {
    try {
      out.writeArrayFieldStart(name);
      for (String item : items) {
        out.writeString(item);
      }
      out.writeEndArray();
    } catch (IOException e) {
      throw inMemory(e);
    }
    return this;
  }

  // Memory has no I/O errors: what is left is a text that is not Unicode, which nobody lets in.
  private static UncheckedIOException inMemory(IOException e) {
    return new UncheckedIOException(e);
  }
}
