import { z } from "zod";
import { endpoint } from "#lib/http/endpoint.ts";

export const getDocument = endpoint({
  row: "GOH-53",
  group: "About the API",
  method: "GET",
  path: "/openapi.json",
  summary: "This API as an OpenAPI 3.1 document",
  auth: "anyone",
  answers: { 200: { means: "The document", schema: z.looseObject({ openapi: z.string() }) } },
  errors: [],
});

export const documentEndpoints = [getDocument];
