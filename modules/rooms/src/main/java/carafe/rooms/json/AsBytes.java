package carafe.rooms.json;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apache.pekko.util.ByteString;

/** Between nodes this ByteString is bytes; Jackson alone takes it for a list of numbers. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@JacksonAnnotationsInside
@JsonSerialize(using = AsBytes.Writer.class)
@JsonDeserialize(using = AsBytes.Reader.class)
public @interface AsBytes {
  /** Writes binary. */
  final class Writer extends JsonSerializer<ByteString> {
    @Override
    public void serialize(ByteString bytes, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeBinary(bytes.toArrayUnsafe());
    }
  }

  /** Reads binary. */
  final class Reader extends JsonDeserializer<ByteString> {
    @Override
    public ByteString deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      return ByteString.fromArrayUnsafe(in.getBinaryValue());
    }
  }
}
