/* Generated from /api/v1/openapi.json; UPDATE_API_CLIENT=1 writes it again. */

export interface paths {
    "/institutions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Instituciones
         * @description En el orden de sus ids, por páginas. Permiso: «Instituciones».
         */
        get: operations["list_institutions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/institutions/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Instituciones
         * @description Lee una institución. Permiso: «Instituciones».
         */
        get: operations["find_institutions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/positions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Cargos
         * @description En el orden de sus ids, por páginas. Permiso: «Cargos».
         */
        get: operations["list_positions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/positions/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Cargos
         * @description Lee un cargo. Permiso: «Cargos».
         */
        get: operations["find_positions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Personas
         * @description En el orden de sus ids, por páginas. Permiso: «Personas».
         */
        get: operations["list_people"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Personas
         * @description Lee una persona. Permiso: «Personas».
         */
        get: operations["find_people"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tenures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Quién ejerce cada cargo
         * @description En el orden de sus ids, por páginas. Permiso: «Quién ejerce cada cargo».
         */
        get: operations["list_tenures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tenures/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Quién ejerce cada cargo
         * @description Lee el ejercicio de un cargo. Permiso: «Quién ejerce cada cargo».
         */
        get: operations["find_tenures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/meetings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reuniones
         * @description En el orden de sus ids, por páginas. Permiso: «Reuniones».
         */
        get: operations["list_meetings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/meetings/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reuniones
         * @description Lee una reunión. Permiso: «Reuniones».
         */
        get: operations["find_meetings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/minutes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Actas cerradas
         * @description En el orden de sus ids, por páginas. Permiso: «Actas».
         */
        get: operations["list_minutes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/minutes/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Actas cerradas
         * @description Lee una versión de un acta: por el folio de su reunión, la última. Permiso: «Actas».
         */
        get: operations["find_minutes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agreements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Acuerdos
         * @description En el orden de sus ids, por páginas. Permiso: «Acuerdos».
         */
        get: operations["list_agreements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agreements/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Acuerdos
         * @description Lee un acuerdo. Permiso: «Acuerdos».
         */
        get: operations["find_agreements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/commitments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compromisos
         * @description En el orden de sus ids, por páginas. Permiso: «Compromisos».
         */
        get: operations["list_commitments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/commitments/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compromisos
         * @description Lee un compromiso. Permiso: «Compromisos».
         */
        get: operations["find_commitments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Solicitudes de articulación
         * @description En el orden de sus ids, por páginas. Permiso: «Solicitudes de articulación».
         */
        get: operations["list_requests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Solicitudes de articulación
         * @description Lee una solicitud de articulación. Permiso: «Solicitudes de articulación».
         */
        get: operations["find_requests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Buscar
         * @description Busca en todo lo que la clave puede leer.
         */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * La clave
         * @description Qué puede leer esta clave, de quién es y hasta cuándo sirve.
         */
        get: operations["me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Institution: {
            id: string;
            /**
             * @description municipality: Municipalidad · gore: Gobierno regional · serviu: Servicio regional de vivienda · seremi: Secretaría regional ministerial · ministry: Ministerio o subsecretaría · association: Asociación · company: Empresa · ngo: Fundación u ONG · academia: Universidad o centro de estudios · community: Comité u organización comunitaria · other: Otro organismo
             * @enum {string}
             */
            kind: "municipality" | "gore" | "serviu" | "seremi" | "ministry" | "association" | "company" | "ngo" | "academia" | "community" | "other";
            name: string;
            short_name: string;
            /** @description Sin puntos, con guion. De personas, solo con el permiso «RUT, correos y teléfonos» */
            rut: string | null;
            parent_id: string | null;
            region: {
                code: string;
                name: string | null;
            } | null;
            commune: {
                cut: string;
                name: string | null;
            } | null;
            /**
             * @description member: Miembro · joining: En incorporación · external: Fuera de la red · withdrawn: Retirada
             * @enum {string}
             */
            network_status: "member" | "joining" | "external" | "withdrawn";
            member_since_on: string | null;
            /** @description Solo con el permiso «RUT, correos y teléfonos»; si no, null */
            contacts: {
                /** @enum {string} */
                kind: "email" | "phone" | "whatsapp" | "address";
                value: string;
                label: string | null;
            }[] | null;
            /**
             * Format: date-time
             * @description Instante en UTC
             */
            updated_at: string;
        };
        InstitutionPage: {
            items: components["schemas"]["Institution"][];
            /** @description Para pedir lo que sigue; null en la última página */
            next_cursor: string | null;
        };
        Position: {
            id: string;
            title: string;
            kind: string;
            unit: string | null;
            /** @description A la que pertenece */
            institution: {
                id: string;
                name: string;
            };
            reports_to_id: string | null;
            abolished_on: string | null;
            /** @description Quien lo ejerce hoy; null si está vacante */
            holder: {
                person_id: string;
                name: string;
                /**
                 * @description titular: Titular · subrogante: Subrogante · interino: Interino/a · suplente: Suplente
                 * @enum {string}
                 */
                kind: "titular" | "subrogante" | "interino" | "suplente";
                /**
                 * Format: date
                 * @description Ejerce desde
                 */
                since_on: string;
            } | null;
            /** @description Solo con el permiso «RUT, correos y teléfonos»; si no, null */
            contacts: {
                /** @enum {string} */
                kind: "email" | "phone" | "whatsapp" | "address";
                value: string;
                label: string | null;
            }[] | null;
            /**
             * Format: date-time
             * @description Instante en UTC
             */
            updated_at: string;
        };
        PositionPage: {
            items: components["schemas"]["Position"][];
            /** @description Para pedir lo que sigue; null en la última página */
            next_cursor: string | null;
        };
        Person: {
            id: string;
            given_names: string;
            first_surname: string;
            second_surname: string | null;
            treatment: string | null;
            /** @description Sin puntos, con guion. De personas, solo con el permiso «RUT, correos y teléfonos» */
            rut: string | null;
            /** @description Los cargos que ejerce hoy */
            posts: {
                position: {
                    id: string;
                    title: string;
                };
                /** @description Del cargo */
                institution: {
                    id: string;
                    name: string;
                };
                /**
                 * @description titular: Titular · subrogante: Subrogante · interino: Interino/a · suplente: Suplente
                 * @enum {string}
                 */
                kind: "titular" | "subrogante" | "interino" | "suplente";
            }[];
            /** @description Solo con el permiso «RUT, correos y teléfonos»; si no, null */
            contacts: {
                /** @enum {string} */
                kind: "email" | "phone" | "whatsapp" | "address";
                value: string;
                label: string | null;
            }[] | null;
            /**
             * Format: date-time
             * @description Instante en UTC
             */
            updated_at: string;
        };
        PersonPage: {
            items: components["schemas"]["Person"][];
            /** @description Para pedir lo que sigue; null en la última página */
            next_cursor: string | null;
        };
        Tenure: {
            id: string;
            position: {
                id: string;
                title: string;
            };
            /** @description Del cargo */
            institution: {
                id: string;
                name: string;
            };
            /** @description Quien lo ejerce o ejerció */
            person: {
                id: string;
                name: string;
            };
            /**
             * @description titular: Titular · subrogante: Subrogante · interino: Interino/a · suplente: Suplente
             * @enum {string}
             */
            kind: "titular" | "subrogante" | "interino" | "suplente";
            /**
             * Format: date
             * @description Primer día
             */
            starts_on: string;
            ends_on: string | null;
            /**
             * Format: date-time
             * @description Instante en UTC
             */
            updated_at: string;
        };
        TenurePage: {
            items: components["schemas"]["Tenure"][];
            /** @description Para pedir lo que sigue; null en la última página */
            next_cursor: string | null;
        };
        Meeting: {
            id: string;
            folio: string;
            title: string;
            /**
             * @description working_group: Mesa técnica · bilateral: Bilateral · hearing: Audiencia · site_visit: Visita a terreno · land_round: Ronda de suelo · training: Capacitación · committee: Comité · call: Llamada · other: Otra
             * @enum {string}
             */
            kind: "working_group" | "bilateral" | "hearing" | "site_visit" | "land_round" | "training" | "committee" | "call" | "other";
            /**
             * @description draft: Borrador · called: Convocada · in_progress: En curso · held: Realizada · closed: Acta cerrada · suspended: Suspendida · cancelled: Cancelada
             * @enum {string}
             */
            state: "draft" | "called" | "in_progress" | "held" | "closed" | "suspended" | "cancelled";
            start_local: string | null;
            end_local: string | null;
            from_on: string | null;
            until_on: string | null;
            /** @description Zona IANA */
            zone: string;
            /**
             * Format: date-time
             * @description Instante en UTC
             */
            starts_at: string;
            /**
             * Format: date-time
             * @description Instante en UTC
             */
            ends_at: string;
            /**
             * @description in_person: Presencial · video: Videollamada · phone: Teléfono · hybrid: Presencial y por video
             * @enum {string}
             */
            modality: "in_person" | "video" | "phone" | "hybrid";
            place: string | null;
            commune: string | null;
            organiser: {
                id: string;
                name: string | null;
            } | null;
            institutions: {
                id: string;
                name: string;
            }[];
            /**
             * Format: date-time
             * @description Instante en UTC
             */
            updated_at: string;
        };
        MeetingPage: {
            items: components["schemas"]["Meeting"][];
            /** @description Para pedir lo que sigue; null en la última página */
            next_cursor: string | null;
        };
        MinutesVersion: {
            id: string;
            meeting_id: string;
            meeting_folio: string;
            /** @description 1 la primera; cada corrección, una más */
            number: number;
            /**
             * @description under_review: En revisión · approved: Aprobada · amended: Corregida por una versión posterior
             * @enum {string}
             */
            state: "under_review" | "approved" | "amended";
            reason: string | null;
            /**
             * Format: date-time
             * @description Instante en UTC
             */
            closed_at: string;
            review_until_on: string | null;
            /** @description Como quedó al cerrarla, sin líneas internas; para una autoridad, lo común y lo de su institución. null si el texto guardado ya no es el que se cerró */
            content: {
                title: string;
                /** @description En palabras */
                kind: string;
                /**
                 * Format: date
                 * @description El día de la reunión
                 */
                held_on: string;
                /** @description Fecha y hora en palabras */
                when: string;
                place: string | null;
                organiser: string | null;
                attendance: {
                    name: string | null;
                    title: string | null;
                    institution: string | null;
                    /**
                     * @description unknown: Sin registrar · present: Asistió · excused: Se excusó · absent: No asistió
                     * @enum {string}
                     */
                    attended: "unknown" | "present" | "excused" | "absent";
                }[];
                points: {
                    number: number | null;
                    /** @description null: lo que no es de ningún punto */
                    title: string | null;
                    entries: {
                        /** @enum {string} */
                        kind: "note" | "decision" | "agreement" | "commitment";
                        text: string;
                        folios: string[];
                    }[];
                }[];
                agreements: {
                    folio: string;
                    text: string;
                    parties: {
                        /** @description Parte */
                        institution: {
                            id: string;
                            name: string;
                        };
                        role: string;
                    }[];
                }[];
                commitments: {
                    folio: string;
                    text: string;
                    agreement_folio: string | null;
                    /** @description Institución que debe */
                    debtor: {
                        id: string;
                        name: string;
                    };
                    responsible: string | null;
                    beneficiaries: {
                        id: string;
                        name: string;
                    }[];
                    due_on: string | null;
                    /** @description El plazo en palabras */
                    due: string;
                }[];
                closed_by: string;
            } | null;
        };
        MinutesVersionPage: {
            items: components["schemas"]["MinutesVersion"][];
            /** @description Para pedir lo que sigue; null en la última página */
            next_cursor: string | null;
        };
        Agreement: {
            id: string;
            folio: string;
            /**
             * @description meeting_agreement: Acuerdo de reunión · convenio: Convenio · protocol: Protocolo · letter: Carta de compromiso
             * @enum {string}
             */
            kind: "meeting_agreement" | "convenio" | "protocol" | "letter";
            text: string;
            /**
             * @description proposed: Propuesto · in_force: Vigente · fulfilled: Cumplido · partly_fulfilled: Cumplido en parte · breached: Incumplido · withdrawn: Sin efecto · expired: Vencido sin compromisos
             * @enum {string}
             */
            state: "proposed" | "in_force" | "fulfilled" | "partly_fulfilled" | "breached" | "withdrawn" | "expired";
            /**
             * Format: date
             * @description Acordado el
             */
            agreed_on: string;
            valid_until_on: string | null;
            meeting_folio: string | null;
            parties: {
                /** @description Parte */
                institution: {
                    id: string;
                    name: string;
                };
                /**
                 * @description obliged: se obliga · beneficiary: se beneficia · guarantor: financia o garantiza · facilitator: facilita
                 * @enum {string}
                 */
                role: "obliged" | "beneficiary" | "guarantor" | "facilitator";
                /**
                 * @description pending: Por confirmar · accepted: Aceptó · refused: No aceptó
                 * @enum {string}
                 */
                acceptance: "pending" | "accepted" | "refused";
            }[];
            /** @description De todas las partes: solo para quien ve toda la red */
            commitments: {
                /** @description Sin contar los que quedaron sin efecto */
                total: number;
                /** @description Cumplidos y verificados */
                fulfilled: number;
                /** @description Vencidos */
                overdue: number;
            } | null;
            /**
             * Format: date-time
             * @description Instante en UTC
             */
            updated_at: string;
        };
        AgreementPage: {
            items: components["schemas"]["Agreement"][];
            /** @description Para pedir lo que sigue; null en la última página */
            next_cursor: string | null;
        };
        Commitment: {
            id: string;
            folio: string;
            text: string;
            /** @description Institución que debe */
            debtor: {
                id: string;
                name: string;
            };
            /** @description Cargo responsable */
            responsible_position: {
                id: string;
                title: string;
            } | null;
            beneficiaries: {
                id: string;
                name: string;
            }[];
            /**
             * @description date: En una fecha · habiles: Días hábiles · corridos: Días corridos · corridos_prorroga: Días corridos; si cae inhábil, el hábil siguiente · meses: Meses · next_session: En la próxima sesión · none: Sin fecha todavía
             * @enum {string}
             */
            due_rule: "date" | "habiles" | "corridos" | "corridos_prorroga" | "meses" | "next_session" | "none";
            due_on: string | null;
            baseline_due_on: string | null;
            /**
             * @description proposed: Propuesto · accepted: Aceptado · in_progress: En curso · delivered: Entregado · dropped: Sin efecto · not_ours: No le corresponde
             * @enum {string}
             */
            declared_state: "proposed" | "accepted" | "in_progress" | "delivered" | "dropped" | "not_ours";
            /**
             * @description none: Sin evidencia · partial: Con evidencia, sin verificar · verified: Verificada
             * @enum {string}
             */
            evidence_state: "none" | "partial" | "verified";
            /**
             * @description on_time: En plazo · due_soon: Por vencer · overdue: Plazo vencido · kept_on_time: Cumplido dentro del plazo · kept_late: Cumplido fuera de plazo · undated: Sin fecha
             * @enum {string}
             */
            schedule_state: "on_time" | "due_soon" | "overdue" | "kept_on_time" | "kept_late" | "undated";
            closed_on: string | null;
            agreement_folio: string | null;
            meeting_folio: string | null;
            /**
             * Format: date-time
             * @description Instante en UTC
             */
            updated_at: string;
        };
        CommitmentPage: {
            items: components["schemas"]["Commitment"][];
            /** @description Para pedir lo que sigue; null en la última página */
            next_cursor: string | null;
        };
        ConnectionRequest: {
            id: string;
            folio: string;
            subject: string;
            /** @description Quien pide */
            asker: {
                id: string;
                name: string;
            };
            /**
             * @description municipality: Municipalidad · gore: Gobierno regional · serviu: Servicio regional de vivienda · seremi: Secretaría regional ministerial · ministry: Ministerio o subsecretaría · association: Asociación · company: Empresa · ngo: Fundación u ONG · academia: Universidad o centro de estudios · community: Comité u organización comunitaria · other: Otro organismo
             * @enum {string}
             */
            with_kind: "municipality" | "gore" | "serviu" | "seremi" | "ministry" | "association" | "company" | "ngo" | "academia" | "community" | "other";
            with: {
                id: string;
                name: string;
            } | null;
            /**
             * @description received: Recibida · in_progress: En curso · meeting_called: Reunión convocada · agreement: Con acuerdo · result: Con resultado · withdrawn: Retirada
             * @enum {string}
             */
            state: "received" | "in_progress" | "meeting_called" | "agreement" | "result" | "withdrawn";
            outcome: ("achieved" | "not_achieved") | null;
            /**
             * Format: date
             * @description Recibida el
             */
            received_on: string;
            closed_on: string | null;
            /**
             * Format: date-time
             * @description Instante en UTC
             */
            updated_at: string;
        };
        ConnectionRequestPage: {
            items: components["schemas"]["ConnectionRequest"][];
            /** @description Para pedir lo que sigue; null en la última página */
            next_cursor: string | null;
        };
        Search: {
            /** @description Solo de lo que esta clave puede leer */
            groups: {
                /** @enum {string} */
                type: "people" | "positions" | "institutions" | "meetings" | "agreements" | "commitments" | "requests";
                /** @description Cuántos hay, contados hasta 100 */
                found: number;
                /** @description Si hay más de los contados */
                more: boolean;
                hits: {
                    /** @description Su folio o su id */
                    key: string;
                    label: string;
                    detail: string;
                }[];
            }[];
        };
        Me: {
            token: {
                name: string;
                scopes: string[];
                /** Format: date-time */
                expires_at: string;
            };
            user: {
                name: string;
                role: string;
                institution_id: string | null;
            };
        };
        Problem: {
            /** @constant */
            type: "about:blank";
            /** @description Qué pasó, en castellano */
            title: string;
            status: number;
            detail?: string;
            errors?: {
                parameter: string;
                message: string;
            }[];
        };
    };
    responses: {
        /** @description Hay parámetros que no se entienden */
        BadQuestion: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Falta una clave vigente */
        NoToken: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description La clave no tiene ese permiso */
        NoScope: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No existe o no está a su alcance */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Demasiadas consultas seguidas: Retry-After dice cuántos segundos esperar */
        TooMany: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_institutions: {
        parameters: {
            query?: {
                /** @description Palabras, sin que importen tildes, orden ni mayúsculas */
                q?: string;
                /** @description municipality: Municipalidad · gore: Gobierno regional · serviu: Servicio regional de vivienda · seremi: Secretaría regional ministerial · ministry: Ministerio o subsecretaría · association: Asociación · company: Empresa · ngo: Fundación u ONG · academia: Universidad o centro de estudios · community: Comité u organización comunitaria · other: Otro organismo */
                kind?: "municipality" | "gore" | "serviu" | "seremi" | "ministry" | "association" | "company" | "ngo" | "academia" | "community" | "other";
                /** @description Código de la región, dos dígitos */
                region?: string;
                /** @description member: Miembro · joining: En incorporación · external: Fuera de la red · withdrawn: Retirada */
                network_status?: "member" | "joining" | "external" | "withdrawn";
                /** @description Cuántos por página, de 1 a 200; si no se dice, 50 */
                limit?: number;
                /** @description El next_cursor de la página anterior */
                cursor?: string;
                /** @description Solo lo que cambió en ese instante o después. La próxima vez, el encabezado Next-Updated-Since de la primera página de esta. Lo que se borra, se fusiona o deja de estar a su alcance no aparece */
                updated_since?: string;
            };
            header?: {
                /** @description El ETag de la respuesta que ya tiene: si nada cambió, 304 sin cuerpo */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Instituciones */
            200: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    /** @description El de la primera página es el updated_since de la próxima vez */
                    "Next-Updated-Since"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstitutionPage"];
                };
            };
            /** @description Lo mismo que ya tiene: es lo que dijo en If-None-Match */
            304: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    /** @description El de la primera página es el updated_since de la próxima vez */
                    "Next-Updated-Since"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadQuestion"];
            401: components["responses"]["NoToken"];
            403: components["responses"]["NoScope"];
            429: components["responses"]["TooMany"];
        };
    };
    find_institutions: {
        parameters: {
            query?: never;
            header?: {
                /** @description El ETag de la respuesta que ya tiene: si nada cambió, 304 sin cuerpo */
                "If-None-Match"?: string;
            };
            path: {
                /** @description Su id */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Instituciones */
            200: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Institution"];
                };
            };
            /** @description Lo mismo que ya tiene: es lo que dijo en If-None-Match */
            304: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadQuestion"];
            401: components["responses"]["NoToken"];
            403: components["responses"]["NoScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
        };
    };
    list_positions: {
        parameters: {
            query?: {
                /** @description De esta institución */
                institution_id?: string;
                /** @description Cuántos por página, de 1 a 200; si no se dice, 50 */
                limit?: number;
                /** @description El next_cursor de la página anterior */
                cursor?: string;
                /** @description Solo lo que cambió en ese instante o después. La próxima vez, el encabezado Next-Updated-Since de la primera página de esta. Lo que se borra, se fusiona o deja de estar a su alcance no aparece */
                updated_since?: string;
            };
            header?: {
                /** @description El ETag de la respuesta que ya tiene: si nada cambió, 304 sin cuerpo */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cargos */
            200: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    /** @description El de la primera página es el updated_since de la próxima vez */
                    "Next-Updated-Since"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PositionPage"];
                };
            };
            /** @description Lo mismo que ya tiene: es lo que dijo en If-None-Match */
            304: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    /** @description El de la primera página es el updated_since de la próxima vez */
                    "Next-Updated-Since"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadQuestion"];
            401: components["responses"]["NoToken"];
            403: components["responses"]["NoScope"];
            429: components["responses"]["TooMany"];
        };
    };
    find_positions: {
        parameters: {
            query?: never;
            header?: {
                /** @description El ETag de la respuesta que ya tiene: si nada cambió, 304 sin cuerpo */
                "If-None-Match"?: string;
            };
            path: {
                /** @description Su id */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cargos */
            200: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Position"];
                };
            };
            /** @description Lo mismo que ya tiene: es lo que dijo en If-None-Match */
            304: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadQuestion"];
            401: components["responses"]["NoToken"];
            403: components["responses"]["NoScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
        };
    };
    list_people: {
        parameters: {
            query?: {
                /** @description Palabras, sin que importen tildes, orden ni mayúsculas */
                q?: string;
                /** @description municipality: Municipalidad · gore: Gobierno regional · serviu: Servicio regional de vivienda · seremi: Secretaría regional ministerial · ministry: Ministerio o subsecretaría · association: Asociación · company: Empresa · ngo: Fundación u ONG · academia: Universidad o centro de estudios · community: Comité u organización comunitaria · other: Otro organismo */
                kind?: "municipality" | "gore" | "serviu" | "seremi" | "ministry" | "association" | "company" | "ngo" | "academia" | "community" | "other";
                /** @description Código de la región, dos dígitos */
                region?: string;
                /** @description Cuántos por página, de 1 a 200; si no se dice, 50 */
                limit?: number;
                /** @description El next_cursor de la página anterior */
                cursor?: string;
                /** @description Solo lo que cambió en ese instante o después. La próxima vez, el encabezado Next-Updated-Since de la primera página de esta. Lo que se borra, se fusiona o deja de estar a su alcance no aparece */
                updated_since?: string;
            };
            header?: {
                /** @description El ETag de la respuesta que ya tiene: si nada cambió, 304 sin cuerpo */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Personas */
            200: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    /** @description El de la primera página es el updated_since de la próxima vez */
                    "Next-Updated-Since"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonPage"];
                };
            };
            /** @description Lo mismo que ya tiene: es lo que dijo en If-None-Match */
            304: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    /** @description El de la primera página es el updated_since de la próxima vez */
                    "Next-Updated-Since"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadQuestion"];
            401: components["responses"]["NoToken"];
            403: components["responses"]["NoScope"];
            429: components["responses"]["TooMany"];
        };
    };
    find_people: {
        parameters: {
            query?: never;
            header?: {
                /** @description El ETag de la respuesta que ya tiene: si nada cambió, 304 sin cuerpo */
                "If-None-Match"?: string;
            };
            path: {
                /** @description Su id */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Personas */
            200: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            /** @description Lo mismo que ya tiene: es lo que dijo en If-None-Match */
            304: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadQuestion"];
            401: components["responses"]["NoToken"];
            403: components["responses"]["NoScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
        };
    };
    list_tenures: {
        parameters: {
            query?: {
                /** @description De los cargos de esta institución */
                institution_id?: string;
                /** @description De este cargo */
                position_id?: string;
                /** @description De esta persona */
                person_id?: string;
                /** @description En ejercicio ese día */
                on?: string;
                /** @description Cuántos por página, de 1 a 200; si no se dice, 50 */
                limit?: number;
                /** @description El next_cursor de la página anterior */
                cursor?: string;
                /** @description Solo lo que cambió en ese instante o después. La próxima vez, el encabezado Next-Updated-Since de la primera página de esta. Lo que se borra, se fusiona o deja de estar a su alcance no aparece */
                updated_since?: string;
            };
            header?: {
                /** @description El ETag de la respuesta que ya tiene: si nada cambió, 304 sin cuerpo */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Quién ejerce cada cargo */
            200: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    /** @description El de la primera página es el updated_since de la próxima vez */
                    "Next-Updated-Since"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenurePage"];
                };
            };
            /** @description Lo mismo que ya tiene: es lo que dijo en If-None-Match */
            304: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    /** @description El de la primera página es el updated_since de la próxima vez */
                    "Next-Updated-Since"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadQuestion"];
            401: components["responses"]["NoToken"];
            403: components["responses"]["NoScope"];
            429: components["responses"]["TooMany"];
        };
    };
    find_tenures: {
        parameters: {
            query?: never;
            header?: {
                /** @description El ETag de la respuesta que ya tiene: si nada cambió, 304 sin cuerpo */
                "If-None-Match"?: string;
            };
            path: {
                /** @description Su id */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Quién ejerce cada cargo */
            200: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenure"];
                };
            };
            /** @description Lo mismo que ya tiene: es lo que dijo en If-None-Match */
            304: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadQuestion"];
            401: components["responses"]["NoToken"];
            403: components["responses"]["NoScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
        };
    };
    list_meetings: {
        parameters: {
            query?: {
                /** @description Palabras, sin que importen tildes, orden ni mayúsculas */
                q?: string;
                /** @description working_group: Mesa técnica · bilateral: Bilateral · hearing: Audiencia · site_visit: Visita a terreno · land_round: Ronda de suelo · training: Capacitación · committee: Comité · call: Llamada · other: Otra */
                kind?: "working_group" | "bilateral" | "hearing" | "site_visit" | "land_round" | "training" | "committee" | "call" | "other";
                /** @description draft: Borrador · called: Convocada · in_progress: En curso · held: Realizada · closed: Acta cerrada · suspended: Suspendida · cancelled: Cancelada */
                state?: "draft" | "called" | "in_progress" | "held" | "closed" | "suspended" | "cancelled";
                /** @description Código de la región, dos dígitos */
                region?: string;
                /** @description Participa */
                institution_id?: string;
                /** @description Desde ese día */
                from?: string;
                /** @description Hasta ese día, incluido */
                until?: string;
                /** @description Cuántos por página, de 1 a 200; si no se dice, 50 */
                limit?: number;
                /** @description El next_cursor de la página anterior */
                cursor?: string;
                /** @description Solo lo que cambió en ese instante o después. La próxima vez, el encabezado Next-Updated-Since de la primera página de esta. Lo que se borra, se fusiona o deja de estar a su alcance no aparece */
                updated_since?: string;
            };
            header?: {
                /** @description El ETag de la respuesta que ya tiene: si nada cambió, 304 sin cuerpo */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Reuniones */
            200: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    /** @description El de la primera página es el updated_since de la próxima vez */
                    "Next-Updated-Since"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingPage"];
                };
            };
            /** @description Lo mismo que ya tiene: es lo que dijo en If-None-Match */
            304: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    /** @description El de la primera página es el updated_since de la próxima vez */
                    "Next-Updated-Since"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadQuestion"];
            401: components["responses"]["NoToken"];
            403: components["responses"]["NoScope"];
            429: components["responses"]["TooMany"];
        };
    };
    find_meetings: {
        parameters: {
            query?: never;
            header?: {
                /** @description El ETag de la respuesta que ya tiene: si nada cambió, 304 sin cuerpo */
                "If-None-Match"?: string;
            };
            path: {
                /** @description Su folio o id */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Reuniones */
            200: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Meeting"];
                };
            };
            /** @description Lo mismo que ya tiene: es lo que dijo en If-None-Match */
            304: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadQuestion"];
            401: components["responses"]["NoToken"];
            403: components["responses"]["NoScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
        };
    };
    list_minutes: {
        parameters: {
            query?: {
                /** @description Folio o id de su reunión */
                meeting?: string;
                /** @description all: todas, también las corregidas; es lo que vale si no se dice · latest: solo la última de cada reunión */
                versions?: "all" | "latest";
                /** @description Palabras de la reunión, sin que importen tildes, orden ni mayúsculas */
                q?: string;
                /** @description working_group: Mesa técnica · bilateral: Bilateral · hearing: Audiencia · site_visit: Visita a terreno · land_round: Ronda de suelo · training: Capacitación · committee: Comité · call: Llamada · other: Otra */
                kind?: "working_group" | "bilateral" | "hearing" | "site_visit" | "land_round" | "training" | "committee" | "call" | "other";
                /** @description Código de la región, dos dígitos */
                region?: string;
                /** @description Participó */
                institution_id?: string;
                /** @description De reuniones desde ese día */
                from?: string;
                /** @description De reuniones hasta ese día, incluido */
                until?: string;
                /** @description Cuántos por página, de 1 a 200; si no se dice, 50 */
                limit?: number;
                /** @description El next_cursor de la página anterior */
                cursor?: string;
                /** @description Solo lo que cambió en ese instante o después. La próxima vez, el encabezado Next-Updated-Since de la primera página de esta. Lo que se borra, se fusiona o deja de estar a su alcance no aparece */
                updated_since?: string;
            };
            header?: {
                /** @description El ETag de la respuesta que ya tiene: si nada cambió, 304 sin cuerpo */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Actas cerradas */
            200: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    /** @description El de la primera página es el updated_since de la próxima vez */
                    "Next-Updated-Since"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MinutesVersionPage"];
                };
            };
            /** @description Lo mismo que ya tiene: es lo que dijo en If-None-Match */
            304: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    /** @description El de la primera página es el updated_since de la próxima vez */
                    "Next-Updated-Since"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadQuestion"];
            401: components["responses"]["NoToken"];
            403: components["responses"]["NoScope"];
            429: components["responses"]["TooMany"];
        };
    };
    find_minutes: {
        parameters: {
            query?: never;
            header?: {
                /** @description El ETag de la respuesta que ya tiene: si nada cambió, 304 sin cuerpo */
                "If-None-Match"?: string;
            };
            path: {
                /** @description Su id, o el folio o id de su reunión */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Actas cerradas */
            200: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MinutesVersion"];
                };
            };
            /** @description Lo mismo que ya tiene: es lo que dijo en If-None-Match */
            304: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadQuestion"];
            401: components["responses"]["NoToken"];
            403: components["responses"]["NoScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
        };
    };
    list_agreements: {
        parameters: {
            query?: {
                /** @description Palabras, sin que importen tildes, orden ni mayúsculas */
                q?: string;
                /** @description meeting_agreement: Acuerdo de reunión · convenio: Convenio · protocol: Protocolo · letter: Carta de compromiso */
                kind?: "meeting_agreement" | "convenio" | "protocol" | "letter";
                /** @description Código de la región, dos dígitos */
                region?: string;
                /** @description Es parte */
                institution_id?: string;
                /** @description open: con compromisos abiertos · to_fulfil: por cumplir · fulfilled: con todo cumplido · without_commitments: sin compromisos */
                progress?: "open" | "to_fulfil" | "fulfilled" | "without_commitments";
                /** @description in_force: vigente o sin término · ending: termina dentro de 60 días · renewing: termina dentro de 90 días · ended: ya terminó */
                validity?: "in_force" | "ending" | "renewing" | "ended";
                /** @description Cuántos por página, de 1 a 200; si no se dice, 50 */
                limit?: number;
                /** @description El next_cursor de la página anterior */
                cursor?: string;
                /** @description Solo lo que cambió en ese instante o después. La próxima vez, el encabezado Next-Updated-Since de la primera página de esta. Lo que se borra, se fusiona o deja de estar a su alcance no aparece */
                updated_since?: string;
            };
            header?: {
                /** @description El ETag de la respuesta que ya tiene: si nada cambió, 304 sin cuerpo */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Acuerdos */
            200: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    /** @description El de la primera página es el updated_since de la próxima vez */
                    "Next-Updated-Since"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgreementPage"];
                };
            };
            /** @description Lo mismo que ya tiene: es lo que dijo en If-None-Match */
            304: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    /** @description El de la primera página es el updated_since de la próxima vez */
                    "Next-Updated-Since"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadQuestion"];
            401: components["responses"]["NoToken"];
            403: components["responses"]["NoScope"];
            429: components["responses"]["TooMany"];
        };
    };
    find_agreements: {
        parameters: {
            query?: never;
            header?: {
                /** @description El ETag de la respuesta que ya tiene: si nada cambió, 304 sin cuerpo */
                "If-None-Match"?: string;
            };
            path: {
                /** @description Su folio o id */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Acuerdos */
            200: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
            /** @description Lo mismo que ya tiene: es lo que dijo en If-None-Match */
            304: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadQuestion"];
            401: components["responses"]["NoToken"];
            403: components["responses"]["NoScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
        };
    };
    list_commitments: {
        parameters: {
            query?: {
                /** @description Palabras, sin que importen tildes, orden ni mayúsculas */
                q?: string;
                /** @description Código de la región, dos dígitos */
                region?: string;
                /** @description Debe o recibe */
                institution_id?: string;
                /** @description owes: esa institución debe · receives: esa institución recibe */
                side?: "owes" | "receives";
                /** @description La institución del otro lado */
                counterpart_id?: string;
                /** @description municipality: Municipalidad · gore: Gobierno regional · serviu: Servicio regional de vivienda · seremi: Secretaría regional ministerial · ministry: Ministerio o subsecretaría · association: Asociación · company: Empresa · ngo: Fundación u ONG · academia: Universidad o centro de estudios · community: Comité u organización comunitaria · other: Otro organismo */
                kind?: "municipality" | "gore" | "serviu" | "seremi" | "ministry" | "association" | "company" | "ngo" | "academia" | "community" | "other";
                /** @description open: abiertos · closed: cerrados · pending: pendiente · in_progress: en curso · due_soon: por vencer · overdue: vencido · to_validate: por validar · fulfilled: cumplido · dropped: sin efecto · waiting: esperan a otro · no_next_step: sin próximo paso */
                standing?: "open" | "closed" | "pending" | "in_progress" | "due_soon" | "overdue" | "to_validate" | "fulfilled" | "dropped" | "waiting" | "no_next_step";
                /** @description Vence ese día o después */
                due_from?: string;
                /** @description Vence antes de ese día */
                due_before?: string;
                /** @description Cuántos por página, de 1 a 200; si no se dice, 50 */
                limit?: number;
                /** @description El next_cursor de la página anterior */
                cursor?: string;
                /** @description Solo lo que cambió en ese instante o después. La próxima vez, el encabezado Next-Updated-Since de la primera página de esta. Lo que se borra, se fusiona o deja de estar a su alcance no aparece */
                updated_since?: string;
            };
            header?: {
                /** @description El ETag de la respuesta que ya tiene: si nada cambió, 304 sin cuerpo */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Compromisos */
            200: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    /** @description El de la primera página es el updated_since de la próxima vez */
                    "Next-Updated-Since"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommitmentPage"];
                };
            };
            /** @description Lo mismo que ya tiene: es lo que dijo en If-None-Match */
            304: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    /** @description El de la primera página es el updated_since de la próxima vez */
                    "Next-Updated-Since"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadQuestion"];
            401: components["responses"]["NoToken"];
            403: components["responses"]["NoScope"];
            429: components["responses"]["TooMany"];
        };
    };
    find_commitments: {
        parameters: {
            query?: never;
            header?: {
                /** @description El ETag de la respuesta que ya tiene: si nada cambió, 304 sin cuerpo */
                "If-None-Match"?: string;
            };
            path: {
                /** @description Su folio o id */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Compromisos */
            200: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Commitment"];
                };
            };
            /** @description Lo mismo que ya tiene: es lo que dijo en If-None-Match */
            304: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadQuestion"];
            401: components["responses"]["NoToken"];
            403: components["responses"]["NoScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
        };
    };
    list_requests: {
        parameters: {
            query?: {
                /** @description Palabras, sin que importen tildes, orden ni mayúsculas */
                q?: string;
                /** @description received: Recibida · in_progress: En curso · meeting_called: Reunión convocada · agreement: Con acuerdo · result: Con resultado · withdrawn: Retirada */
                state?: "received" | "in_progress" | "meeting_called" | "agreement" | "result" | "withdrawn";
                /** @description achieved: Conexión lograda · not_achieved: No se logró */
                outcome?: "achieved" | "not_achieved";
                /** @description open: siguen en curso · closed: cerradas */
                standing?: "open" | "closed";
                /** @description Código de la región, dos dígitos */
                region?: string;
                /** @description Pide o es pedida */
                institution_id?: string;
                /** @description municipality: Municipalidad · gore: Gobierno regional · serviu: Servicio regional de vivienda · seremi: Secretaría regional ministerial · ministry: Ministerio o subsecretaría · association: Asociación · company: Empresa · ngo: Fundación u ONG · academia: Universidad o centro de estudios · community: Comité u organización comunitaria · other: Otro organismo */
                with_kind?: "municipality" | "gore" | "serviu" | "seremi" | "ministry" | "association" | "company" | "ngo" | "academia" | "community" | "other";
                /** @description Recibida ese día o después */
                from?: string;
                /** @description Recibida ese día o antes */
                until?: string;
                /** @description Cuántos por página, de 1 a 200; si no se dice, 50 */
                limit?: number;
                /** @description El next_cursor de la página anterior */
                cursor?: string;
                /** @description Solo lo que cambió en ese instante o después. La próxima vez, el encabezado Next-Updated-Since de la primera página de esta. Lo que se borra, se fusiona o deja de estar a su alcance no aparece */
                updated_since?: string;
            };
            header?: {
                /** @description El ETag de la respuesta que ya tiene: si nada cambió, 304 sin cuerpo */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Solicitudes de articulación */
            200: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    /** @description El de la primera página es el updated_since de la próxima vez */
                    "Next-Updated-Since"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionRequestPage"];
                };
            };
            /** @description Lo mismo que ya tiene: es lo que dijo en If-None-Match */
            304: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    /** @description El de la primera página es el updated_since de la próxima vez */
                    "Next-Updated-Since"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadQuestion"];
            401: components["responses"]["NoToken"];
            403: components["responses"]["NoScope"];
            429: components["responses"]["TooMany"];
        };
    };
    find_requests: {
        parameters: {
            query?: never;
            header?: {
                /** @description El ETag de la respuesta que ya tiene: si nada cambió, 304 sin cuerpo */
                "If-None-Match"?: string;
            };
            path: {
                /** @description Su folio o id */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Solicitudes de articulación */
            200: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionRequest"];
                };
            };
            /** @description Lo mismo que ya tiene: es lo que dijo en If-None-Match */
            304: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadQuestion"];
            401: components["responses"]["NoToken"];
            403: components["responses"]["NoScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
        };
    };
    search: {
        parameters: {
            query: {
                /** @description Palabras, sin que importen tildes, orden ni mayúsculas */
                q: string;
            };
            header?: {
                /** @description El ETag de la respuesta que ya tiene: si nada cambió, 304 sin cuerpo */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Buscar */
            200: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Search"];
                };
            };
            /** @description Lo mismo que ya tiene: es lo que dijo en If-None-Match */
            304: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadQuestion"];
            401: components["responses"]["NoToken"];
            429: components["responses"]["TooMany"];
        };
    };
    me: {
        parameters: {
            query?: never;
            header?: {
                /** @description El ETag de la respuesta que ya tiene: si nada cambió, 304 sin cuerpo */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description La clave */
            200: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Lo mismo que ya tiene: es lo que dijo en If-None-Match */
            304: {
                headers: {
                    /** @description De estos bytes exactos */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadQuestion"];
            401: components["responses"]["NoToken"];
            429: components["responses"]["TooMany"];
        };
    };
}
